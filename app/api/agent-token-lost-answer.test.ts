import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { faults } from '#lib/server/intents/fake-gitlab.fixture.ts'
import { resolveDue } from '#lib/server/intents/resolver.ts'
import { endSession } from '#lib/server/session/session.ts'
import {
  create,
  dismiss,
  eachTestSignedIn,
  gitlab,
  kept,
  notices,
  pause,
  person,
  resolveAll,
  rows,
  settleMs,
  signInAs,
  story,
} from './agent-token-create.fixture.ts'

eachTestSignedIn()

describe.each(Object.entries(faults))('an answer lost by %s', (_name, fault) => {
  test('after the change ends compensated', async () => {
    gitlab.state.afterCreate = fault
    const key = randomUUID()
    const answer = await create({ key })
    expect(answer).toMatchObject({ status: 502, body: { code: 'outcome_compensated' } })
    expect(gitlab.posts()).toHaveLength(1)
    expect(gitlab.active()).toEqual([])
    expect(story()).toEqual([
      'agent_token.create intent',
      'agent_token.revoke intent',
      'agent_token.revoke outcome ok',
      'agent_token.create outcome outcome_compensated',
    ])
    expect(rows.every(({ actor_sub }) => actor_sub === '7')).toBe(true)
    expect((await create({ key })).body.code).toBe('outcome_compensated')
    expect(await notices()).toMatchObject([
      { key, state: 'compensated', agent_name: 'prod', project_path: 'a/b', token_name: 'deploy' },
    ])
  })
})

test.each(['reset', 'hang', 'a 502'] as const)(
  'an answer lost by %s before the change is unknown until the list can be trusted',
  async (name) => {
    gitlab.state.insteadOf.set('POST', faults[name])
    const key = randomUUID()
    const answer = await create({ key })
    expect(answer).toMatchObject({ status: 502, body: { code: 'outcome_unknown' } })
    expect(answer.body.retry_after).toBeGreaterThan(0)
    await resolveAll()
    expect((await create({ key })).body.code).toBe('outcome_not_created')
    expect(await notices()).toMatchObject([{ key, state: 'not_created' }])
    expect(gitlab.posts()).toHaveLength(1)
  },
)

describe('what cannot be told at once', () => {
  beforeEach(() => {
    gitlab.state.afterCreate = faults.reset
  })

  test('a list that lags behind never makes it "not created"', async () => {
    gitlab.state.lagMs = settleMs - 150
    const key = randomUUID()
    expect((await create({ key })).body.code).toBe('outcome_unknown')
    await resolveAll()
    expect(gitlab.active()).toEqual([])
    expect((await create({ key })).body.code).toBe('outcome_compensated')
    expect(story().slice(-5)).toContain('agent_token.create outcome outcome_compensated')
  })

  test.each(['GET', 'DELETE'] as const)('a failing %s is tried until it heals', async (method) => {
    gitlab.state.insteadOf.set(method, faults['a 500'])
    const key = randomUUID()
    expect((await create({ key })).body.code).toBe('outcome_unknown')
    await pause(settleMs)
    await resolveDue()
    expect(await notices()).toMatchObject([{ key, state: 'unknown' }])
    expect((await dismiss(key)).status).toBe(409)
    gitlab.state.insteadOf.clear()
    await resolveAll()
    expect(gitlab.active()).toEqual([])
    expect(await notices()).toMatchObject([{ key, state: 'compensated' }])
    expect((await dismiss(key)).status).toBe(204)
    expect(await notices()).toEqual([])
    expect((await dismiss(randomUUID())).status).toBe(404)
  })

  test('a revocation whose answer got lost too counts once the token is gone', async () => {
    gitlab.state.insteadOf.set('DELETE', (response) => {
      for (const token of gitlab.state.tokens) token.active = false
      response.socket?.resetAndDestroy()
    })
    const key = randomUUID()
    expect((await create({ key })).body.code).toBe('outcome_unknown')
    await resolveAll()
    expect(await notices()).toMatchObject([{ key, state: 'compensated', token_id: 1 }])
  })

  test('an agent that was deleted took the token with it', async () => {
    gitlab.state.insteadOf.set('GET', faults['a 500'])
    await create()
    gitlab.state.insteadOf.clear()
    gitlab.state.agentExists = false
    await resolveAll()
    expect(await notices()).toMatchObject([{ state: 'not_created' }])
  })

  test('the tokens of others with the same words are left alone', async () => {
    const { tag } = { tag: '00000000' }
    gitlab.state.insteadOf.set('GET', faults['a 500'])
    const key = randomUUID()
    await create({ key })
    gitlab.state.tokens.push({
      id: 2,
      name: 'deploy',
      description: `rolled out by hand [intent:${tag}]`,
      active: true,
      listedAt: 0,
    })
    gitlab.state.insteadOf.clear()
    await resolveAll()
    expect(gitlab.active().map(({ id }) => id)).toEqual([2])
  })

  test('signing out waits with the revocation until it is settled', async () => {
    gitlab.state.insteadOf.set('GET', faults['a 500'])
    await create()
    await endSession(person)
    expect((await create()).status).toBe(401)
    expect(await kept.sessions.find(person.key)).toMatchObject({ endedAt: expect.any(Number) })
    expect(await kept.revocations.take(Date.now(), 0)).toBeNull()
    gitlab.state.insteadOf.clear()
    await resolveAll()
    expect(gitlab.active()).toEqual([])
    expect(await kept.sessions.find(person.key)).toBeNull()
  })

  test('without any session it waits for the next sign-in', async () => {
    gitlab.state.insteadOf.set('GET', faults['a 500'])
    await create()
    await kept.sessions.end(person.key, 0)
    await kept.sessions.releaseHeld(Date.now(), 0)
    gitlab.state.insteadOf.clear()
    await resolveDue()
    expect(gitlab.active()).toHaveLength(1)
    await signInAs(7)
    await resolveAll()
    expect(gitlab.active()).toEqual([])
    expect(await notices()).toMatchObject([{ state: 'compensated' }])
  })
})

test('what a process left behind is found by the next one', async () => {
  const key = randomUUID()
  const begun = await create({ key })
  expect(begun.status).toBe(201)
  const intent = await kept.intents.find('7', key)
  if (intent === null) throw new Error('no intent')
  await kept.intents.forget(Number.MAX_SAFE_INTEGER)
  const {
    state: _,
    next_at,
    code,
    token_id,
    created_at,
    sent_at,
    settled_at,
    untold_since,
    ...left
  } = intent
  await kept.intents.begin({ ...left }, Date.now(), Date.now() + 100)
  expect((await create({ key })).body.code).toBe('in_progress')
  await resolveDue()
  expect(gitlab.active()).toHaveLength(1)
  await pause(120)
  expect((await create({ key })).body.code).toBe('outcome_unknown')
  await resolveAll()
  expect(gitlab.active()).toEqual([])
  expect(gitlab.posts()).toHaveLength(1)
  expect(await notices()).toMatchObject([{ key, state: 'compensated' }])
})
