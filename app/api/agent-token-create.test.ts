import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { json } from '#lib/server/gitlab/stand-in.fixture.ts'
import { faults, secretOf } from '#lib/server/intents/fake-gitlab.fixture.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import {
  create,
  eachTestSignedIn,
  gitlab,
  good,
  kept,
  notices,
  rows,
  signIn,
  storeFile,
  story,
} from './agent-token-create.fixture.ts'

eachTestSignedIn()

describe('a token that GitLab makes', () => {
  test('is answered once with its secret, which is kept nowhere', async () => {
    const key = randomUUID()
    const answer = await create({ key })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.body).toMatchObject({
      id: 1,
      token: secretOf(1),
      last_used_at: null,
      console: { last_use_known: true, created_by: { id: 7 } },
    })
    expect(gitlab.tokensNow()).toEqual([
      expect.objectContaining({
        description: expect.stringMatching(/^rolled out by hand \[intent:[0-9a-f]{8}\]$/),
      }),
    ])
    const again = await create({ key })
    expect(again).toMatchObject({ status: 409, body: { code: 'already_completed', token_id: 1 } })
    expect(gitlab.posts()).toHaveLength(1)
    expect(story()).toEqual([
      'agent_token.create intent',
      'agent_token.create outcome ok',
      'agent_token.create intent',
      'agent_token.create outcome already_completed',
    ])
    expect(await notices()).toEqual([])
    const written = ['', '-wal'].map((end) => readFileSync(storeFile + end, 'latin1')).join()
    expect(written).not.toContain('glagent-')
    expect(JSON.stringify(rows)).not.toContain('glagent-')
  })

  test('gets a tag alone when it has no description', async () => {
    await create({ body: { name: 'x', description: '' } })
    expect(gitlab.tokensNow()[0]?.description).toMatch(/^\[intent:[0-9a-f]{8}\]$/)
  })

  test('is made once, however many ask with the same key', async () => {
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 8 }, () => create({ key })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const { status, body } of answers) {
      if (status !== 201) expect(['in_progress', 'already_completed']).toContain(body.code)
    }
    expect(gitlab.posts()).toHaveLength(1)
  })

  test('is another one for another person with the same key', async () => {
    const key = randomUUID()
    const other = await signIn(8)
    expect((await create({ key })).status).toBe(201)
    expect((await create({ key, who: other })).status).toBe(201)
    expect(gitlab.posts()).toHaveLength(2)
  })

  test('is not made for the same key with another body', async () => {
    const key = randomUUID()
    await create({ key })
    const answer = await create({ key, body: { ...good, name: 'other' } })
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } })
    expect(gitlab.posts()).toHaveLength(1)
  })

  test('is revoked when the browser left before the answer', async () => {
    const key = randomUUID()
    const left = new AbortController()
    gitlab.state.afterCreate = (response) => {
      left.abort()
      setTimeout(() => {
        json(response, { ...createdEntity, token: secretOf(1) }, 201)
      }, 30)
    }
    const answer = await create({ key, signal: left.signal })
    expect(answer.body.code).toBe('outcome_compensated')
    expect(gitlab.active()).toEqual([])
    expect((await create({ key })).body.code).toBe('outcome_compensated')
    expect(gitlab.posts()).toHaveLength(1)
  })

  test('is revoked when that cannot be recorded, because it would be taken for an orphan', async () => {
    vi.spyOn(kept.intents, 'complete').mockRejectedValue(new ServerProblem('store_unavailable'))
    expect((await create()).body.code).toBe('outcome_compensated')
    expect(gitlab.active()).toEqual([])
  })
})

const createdEntity = {
  id: 1,
  name: 'deploy',
  description: null,
  agent_id: 1,
  status: 'active',
  created_at: new Date(0).toISOString(),
  created_by_user_id: 7,
  last_used_at: null,
}

const badKeys: [name: string, key: string | null][] = [
  ['none', null],
  ['an empty one', ''],
  ['one of 300 characters', 'a'.repeat(300)],
  ['no UUID', 'once-only'],
  ['two', `${randomUUID()}, ${randomUUID()}`],
]
test.each(badKeys)('an Idempotency-Key that is %s is refused', async (_, key) => {
  expect(await create({ key })).toMatchObject({ status: 400, body: { code: 'bad_request' } })
  expect(gitlab.posts()).toEqual([])
})

const badBodies: [name: string, body: object, field: string][] = [
  ['no name', { name: ' ', description: '' }, 'name'],
  ['a name of 256 characters', { name: 'x'.repeat(256), description: '' }, 'name'],
  [
    'a description too long for the tag',
    { name: 'x', description: 'x'.repeat(1007) },
    'description',
  ],
  ['a name that turns the text', { name: 'a\u202eb', description: '' }, 'name'],
  ['colours of a terminal', { name: 'x', description: '\u001b[31m' }, 'description'],
]
test.each(badBodies)('a body with %s is refused', async (_, body, field) => {
  const answer = await create({ body })
  expect(answer).toMatchObject({ status: 422, body: { errors: { [field]: [expect.any(String)] } } })
  expect(gitlab.posts()).toEqual([])
})

test('the longest description fits with its tag', async () => {
  await create({ body: { name: 'x', description: 'x'.repeat(1006) } })
  expect(gitlab.tokensNow()[0]?.description).toHaveLength(1024)
})

const refusals: [name: string, status: number, message: string, code: string][] = [
  [
    'the limit',
    400,
    '400 Bad request - An agent can have only two active tokens at a time',
    'token_limit',
  ],
  ['its rules', 400, `400 Bad request - ["Name can't be blank"]`, 'validation_failed'],
  ['no right', 403, '403 Forbidden', 'forbidden'],
  ['no agent', 404, '404 Not found', 'record_not_found'],
]
test.each(refusals)('a refusal by %s is final', async (_, status, message, code) => {
  gitlab.state.insteadOf.set('POST', (response) => json(response, { message }, status))
  const key = randomUUID()
  expect((await create({ key })).body.code).toBe(code)
  expect((await create({ key })).body.code).toBe(code)
  expect(gitlab.posts()).toHaveLength(1)
  expect(await notices()).toEqual([])
  expect(story()[1]).toBe(`agent_token.create outcome ${code}`)
})

test('nobody sees the attempts of others', async () => {
  gitlab.state.afterCreate = faults.reset
  await create()
  expect(await notices(await signIn(8))).toEqual([])
})

test('without the audit trail nothing is made and nothing is revoked', async () => {
  vi.spyOn(kept.audit, 'append').mockRejectedValue(new ServerProblem('store_unavailable'))
  expect((await create()).body.code).toBe('audit_unavailable')
  expect(gitlab.posts()).toEqual([])
})
