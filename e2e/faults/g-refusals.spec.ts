import { expect, test } from '../security/watched.ts'
import {
  calls,
  canary,
  createToken,
  type FaultMode,
  failing,
  listAgents,
  timesAsked,
  updateCluster,
} from './calls.ts'

const answering = (status: number, body: unknown): FaultMode => ({ mode: 'status', status, body })
const expired = answering(401, {
  error: 'invalid_token',
  error_description: 'Token is expired. You can either do re-authorization or token refresh.',
})
const refreshes = (gitlab: Parameters<typeof timesAsked>[0]) =>
  gitlab.control.requests('POST', /\/oauth\/token$/)

for (const call of calls) {
  test(`G10 ${call.name} with an expired token: one refresh, one repetition`, async ({
    enter,
    gitlab,
  }) => {
    const root = await enter()
    await failing(gitlab, call, { ...expired, times: 1 })
    expect((await call.ask(root)).status).toBeLessThan(300)
    expect(await timesAsked(gitlab, call)).toBe(2)
    expect(await refreshes(gitlab)).toHaveLength(1)
  })

  test(`G12 ${call.name} refused with the new token too: sign in again`, async ({
    enter,
    gitlab,
  }) => {
    const root = await enter()
    await failing(gitlab, call, expired)
    const answer = await call.ask(root)
    expect(answer.json()).toMatchObject({ status: 401, code: 'reauth_required' })
    expect(await timesAsked(gitlab, call)).toBe(2)
    expect(await refreshes(gitlab)).toHaveLength(1)
    expect((await call.ask(root)).status).toBe(401)
    expect(await timesAsked(gitlab, call)).toBe(2)
    expect(await refreshes(gitlab)).toHaveLength(1)
  })

  for (const [code, body] of [
    [
      'insufficient_scope',
      { error: 'insufficient_scope', error_description: canary, scope: 'api' },
    ],
    ['forbidden', { message: '403 Forbidden' }],
  ] as const) {
    test(`G13 ${call.name} answered 403: ${code}, and the session lives`, async ({
      enter,
      gitlab,
      watch,
    }) => {
      watch.secrets.add(canary)
      const root = await enter()
      await failing(gitlab, call, answering(403, body))
      const answer = await call.ask(root)
      // An administrator lacks nothing else for an instance-wide cluster.
      const isAdmins = call === updateCluster && code === 'forbidden'
      const expected = isAdmins ? 'admin_mode_required' : code
      expect(answer.json()).toMatchObject({ status: 403, code: expected })
      expect(answer.headers['set-cookie']).toBeUndefined()
      expect(await timesAsked(gitlab, call)).toBe(1)
      expect(await refreshes(gitlab)).toEqual([])
      await gitlab.control.clearFaults()
      expect((await call.ask(root)).status).toBeLessThan(300)
    })
  }
}

test('G13 Admin Mode: a code of its own, no refresh, the session lives', async ({
  enter,
  gitlab,
}) => {
  const root = await enter()
  await gitlab.control.settings({ admin_mode: true })
  for (const answer of [
    await root.call('GET', '/api/scopes/instance/clusters'),
    await updateCluster.ask(root),
  ]) {
    expect(answer.json()).toMatchObject({ status: 403, code: 'admin_mode_required' })
  }
  expect(await refreshes(gitlab)).toEqual([])
  await gitlab.control.settings({ admin_mode: false })
  expect((await listAgents.ask(root)).status).toBe(200)
})

const refusals: [name: string, message: unknown, isField?: true][] = [
  ['a taken name', { name: ['has already been taken'] }, true],
  ['a list', [canary, 'b']],
  ['an object of objects', { name: { [canary]: [canary] } }],
  ['HTML', `<b>${canary}</b>`],
]
for (const [name, message, isField] of refusals) {
  test(`G20 TCREATE refused with ${name}: clean text only`, async ({ enter, gitlab, watch }) => {
    watch.secrets.add(canary)
    const root = await enter()
    await failing(gitlab, createToken, answering(400, { message }))
    const answer = await createToken.ask(root)
    expect(answer.json()).toMatchObject({ status: 422, code: 'validation_failed' })
    if (isField) expect(answer.json()).toMatchObject({ errors: { name: expect.any(Array) } })
    expect(answer.text).not.toContain('<')
    expect(await timesAsked(gitlab, createToken)).toBe(1)
  })
}

test('G20 TCREATE at the limit of two tokens', async ({ enter, gitlab }) => {
  const root = await enter()
  expect((await createToken.ask(root)).status).toBe(201)
  expect((await createToken.ask(root)).status).toBe(201)
  const answer = await createToken.ask(root)
  expect(answer.json()).toMatchObject({ status: 409, code: 'token_limit' })
  expect(await timesAsked(gitlab, createToken)).toBe(3)
})
