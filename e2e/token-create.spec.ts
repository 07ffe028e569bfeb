import { randomUUID } from 'node:crypto'
import { stop } from '../lib/cli/process.ts'
import { upstreamTokens } from './faulted-creates.ts'
import { expect } from './fixtures.ts'
import { Person, signInOverHttp } from './person.ts'
import { startReplica } from './stack.ts'
import { codeOf, edge, pathOf, test } from './token-creation.ts'

test('a new token is in this one answer and nowhere else', async ({
  stack,
  creation: { root, create, active, notices },
}) => {
  const key = randomUUID()
  const answer = await create({ key })
  expect(answer.status).toBe(201)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers['content-type']).toContain('application/json')
  expect(answer.headers.etag).toBeUndefined()
  const { token, id } = answer.json<{ token: string; id: number }>()
  expect(token).toMatch(/^glagent-/)
  expect(await active()).toMatchObject([
    { id, description: expect.stringMatching(/^by the test \[intent:[0-9a-f]{8}\]$/) },
  ])
  const again = await create({ key })
  expect(again.json()).toMatchObject({ status: 409, code: 'already_completed', token_id: id })
  const list = await root.call('GET', pathOf(edge))
  const stored = await stack.store.text()
  const rest = [again.text, list.text, JSON.stringify(await notices()), stack.console.output()]
  for (const form of [token, Buffer.from(token).toString('base64'), token.slice(8, 24)]) {
    expect([...rest, stored].join('\n').includes(form)).toBe(false)
  }
})

const badKeys: [name: string, key: string | null][] = [
  ['no key', null],
  ['an empty key', ''],
  ['a key of 300 characters', 'a'.repeat(300)],
  ['a key that is no UUID', 'again'],
  ['two keys', `${randomUUID()}, ${randomUUID()}`],
]
for (const [name, key] of badKeys) {
  test(`${name} is refused and never reaches GitLab`, async ({ creation: { create, posts } }) => {
    const answer = await create({ headers: { 'Idempotency-Key': key } })
    expect(answer.json()).toMatchObject({ status: 400, code: 'bad_request' })
    expect(await posts()).toEqual([])
  })
}

test('refusals are GitLab’s own and final', async ({ stack, creation: { create, posts } }) => {
  expect((await create()).status).toBe(201)
  expect((await create()).status).toBe(201)
  const key = randomUUID()
  expect((await create({ key })).json()).toMatchObject({ status: 409, code: 'token_limit' })
  expect(codeOf(await create({ key }))).toBe('token_limit')
  expect(await posts()).toHaveLength(3)
  const developer = await signInOverHttp(stack, stack.console.origin, 'developer')
  expect((await create({ who: developer })).json()).toMatchObject({ code: 'forbidden' })
  const missing = await create({ agentId: 99 })
  expect(missing.json()).toMatchObject({ status: 404, code: 'record_not_found' })
})

test('I07 the same key is another person’s own, and never another body’s', async ({
  stack,
  creation: { create, posts, notices },
}) => {
  const key = randomUUID()
  expect((await create({ key })).status).toBe(201)
  const changed = await create({ key, body: { name: 'other', description: '' } })
  expect(changed.json()).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
  expect((await create({ key, agentId: 2 })).json()).toMatchObject({ status: 422 })
  const maintainer = await signInOverHttp(stack, stack.console.origin, 'maintainer')
  expect((await create({ key, who: maintainer })).status).toBe(201)
  expect(await posts()).toHaveLength(2)
  await stack.gitlab.control.fault({
    method: 'POST',
    path: upstreamTokens(2),
    when: 'after',
    mode: 'reset',
  })
  await create({ agentId: 2, who: maintainer })
  expect(await notices()).toEqual([])
})

test('I06 I08 twenty at once over two processes are one token', async ({
  stack,
  creation: { root, create, active, posts },
}) => {
  const replica = await startReplica(stack)
  try {
    const there = new Person(replica.origin, root.cookie)
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        create({
          key,
          who: index % 2 === 0 ? root : there,
          headers: { Origin: stack.console.origin },
        }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer.status).toBe(409)
      expect(['in_progress', 'already_completed']).toContain(codeOf(answer))
    }
    expect(await posts()).toHaveLength(1)
    expect(await active()).toHaveLength(1)
  } finally {
    await stop(replica.child)
  }
})
