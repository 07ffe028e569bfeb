import { stop } from '../../lib/cli/process.ts'
import { AssertedPerson, claimsOf, enter } from '../sso-stack.ts'
import { startReplica } from '../stack.ts'
import { expect, test } from './sso-stack-fixture.ts'

// The pause between readings of the keys stays as it is by default: 30 seconds.
test.use({ ssoEnv: { SSO_JWKS_FRESH_S: '1' } })

test('K06 while the keys cannot be read the known ones do, and nobody can make the console ask for them', async ({
  stack,
  gitlab: { control },
}) => {
  const ann = await enter(stack, 'ann')
  const before = await control.jwksFetches()
  await control.sso({ down: true })
  try {
    // Older than fresh, so that the console would like to read them again.
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    for (let n = 0; n < 50; n += 1) {
      const jwt = await control.sign(claimsOf('ann'), { header: { kid: `random-${n}` } })
      const stranger = new AssertedPerson(ann.origin, ann.cookie, jwt)
      expect((await stranger.call('GET', '/api/session')).status).toBe(401)
      expect((await ann.call('GET', '/api/session')).status).toBe(200)
    }
    expect((await control.jwksFetches()) - before).toBeLessThanOrEqual(1)
  } finally {
    await control.sso({ down: false })
  }
})

test('K06 a console that never saw a key is unavailable, signs nobody out, and heals', async ({
  stack,
  gitlab: { control },
}) => {
  const ann = await enter(stack, 'ann')
  await control.sso({ down: true })
  const second = await startReplica(stack)
  try {
    const there = new AssertedPerson(second.origin, ann.cookie, ann.jwt)
    const answer = await there.call('GET', '/api/session')
    expect(answer.json()).toMatchObject({ status: 503, code: 'sso_unavailable' })
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect((await fetch(`${second.origin}/readyz`)).status).toBe(200)
    await control.sso({ down: false })
    await expect
      .poll(async () => (await there.call('GET', '/api/session')).status, { timeout: 15_000 })
      .toBe(200)
  } finally {
    await control.sso({ down: false })
    await stop(second.child)
  }
})

test('K07 a new key works after the pause, and one that was taken away no longer', async ({
  stack,
  gitlab: { control },
}) => {
  const quick = await startReplica(stack, { SSO_JWKS_PAUSE_S: '1' })
  try {
    const ann = await enter(stack, 'ann')
    const kid = await control.rotate({ add: 'RS256' })
    if (kid === null) throw new Error('no key')
    const jwt = await control.sign(claimsOf('ann'), { kid })
    const rotated = new AssertedPerson(quick.origin, ann.cookie, jwt)
    const status = async () => (await rotated.call('GET', '/api/session')).status
    await expect.poll(status).toBe(200)
    await control.rotate({ remove: kid })
    await expect.poll(status).toBe(401)
    expect(
      (await new AssertedPerson(quick.origin, ann.cookie, ann.jwt).call('GET', '/api/session'))
        .status,
    ).toBe(200)
  } finally {
    await stop(quick.child)
  }
})
