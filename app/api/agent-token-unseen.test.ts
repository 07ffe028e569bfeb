import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { resolveDue } from '#lib/server/intents/resolver.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import {
  create,
  createUnheard,
  dismiss,
  eachTestSignedIn,
  gitlab,
  good,
  kept,
  leaseMs,
  noticeCount,
  notices,
  pause,
  signIn,
} from './agent-token-create.fixture.ts'

/** Tokens that were made and recorded, of which nobody can tell whether their person saw them. */

eachTestSignedIn()

const leaseIsOver = () => pause(leaseMs + 10)

test.each(['dies', 'breaks'] as const)(
  'when it %s before the answer is sent, the person is told, and nothing is revoked',
  async (how) => {
    const key = randomUUID()
    expect(await createUnheard({ key }, how)).toBe(201)
    expect(await noticeCount()).toBe(0)
    await leaseIsOver()
    expect(await noticeCount()).toBe(1)
    await resolveDue()
    expect(await notices()).toEqual([
      {
        key,
        state: 'completed',
        project_id: 1,
        agent_id: 1,
        project_path: 'a/b',
        agent_name: 'prod',
        token_name: 'deploy',
        token_id: 1,
        created_at: expect.any(String),
        settled_at: expect.any(String),
      },
    ])
    expect(await notices(await signIn(8))).toEqual([])
    expect(await noticeCount(await signIn(8))).toBe(0)
    expect(gitlab.active()).toHaveLength(1)
    expect((await dismiss(key)).status).toBe(204)
    expect(await notices()).toEqual([])
    expect(await noticeCount()).toBe(0)
    expect(gitlab.active()).toHaveLength(1)
  },
)

test('an answer that was sent leaves no notice, however long ago', async () => {
  const key = randomUUID()
  expect((await create({ key })).status).toBe(201)
  await leaseIsOver()
  expect(await notices()).toEqual([])
  expect((await dismiss(key)).status).toBe(404)
})

test('who asks again with the key is told by that answer, and by no notice', async () => {
  const key = randomUUID()
  await createUnheard({ key }, 'dies')
  await leaseIsOver()
  expect(await createUnheard({ key }, 'breaks')).toBe(409)
  expect(await create({ key, body: { ...good, name: 'other' } })).toMatchObject({ status: 422 })
  expect(await notices()).toMatchObject([{ key }])
  expect((await create({ key })).body).toMatchObject({ code: 'already_completed', token_id: 1 })
  expect(await notices()).toEqual([])
})

test('the key of somebody else tells nobody', async () => {
  const key = randomUUID()
  await createUnheard({ key }, 'dies')
  await create({ key, who: await signIn(8) })
  await leaseIsOver()
  expect(await notices()).toMatchObject([{ key }])
})

test('when it cannot be noted that the answer was sent, the answer is good and a notice follows', async () => {
  vi.spyOn(kept.intents, 'told').mockRejectedValue(new ServerProblem('store_unavailable'))
  const key = randomUUID()
  expect((await create({ key })).status).toBe(201)
  await leaseIsOver()
  expect(await notices()).toMatchObject([{ key, state: 'completed' }])
})

test('a store that is away for a moment when the answer was sent is waited for', async () => {
  const note = vi.spyOn(kept.intents, 'told')
  note.mockRejectedValueOnce(new ServerProblem('store_unavailable'))
  expect((await create()).status).toBe(201)
  expect(note).toHaveBeenCalledTimes(2)
  await leaseIsOver()
  expect(await notices()).toEqual([])
})

test('a token that was recorded although the store said no is told of by its id', async () => {
  const { complete } = kept.intents
  vi.spyOn(kept.intents, 'complete').mockImplementation(async (...asked) => {
    await complete(...asked)
    throw new ServerProblem('store_unavailable')
  })
  expect((await create()).body).toMatchObject({ code: 'already_completed', token_id: 1 })
  await leaseIsOver()
  expect(await notices()).toEqual([])
})
