import { stop } from '../../lib/cli/process.ts'
import { verifiedTrail } from '../audit-chain.ts'
import { callGitLab } from '../gitlab-api.ts'
import { signInOverHttp } from '../person.ts'
import { startReplica } from '../stack.ts'
import { expect, stackTest } from '../with-aftermath.ts'

/** I09 and I13: two people, two consoles, the same thing at the same moment. */

const test = stackTest.extend<object, { replica: Awaited<ReturnType<typeof startReplica>> }>({
  replica: [
    async ({ stack }, use) => {
      const replica = await startReplica(stack)
      await use(replica)
      await stop(replica.child)
    },
    { scope: 'worker' },
  ],
})

test('I09 two people revoke the same token at once: both calm, and it is gone', async ({
  stack,
  gitlab,
  replica,
}) => {
  const tokens = '/api/projects/1/agents/1/tokens'
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  const other = (await signInOverHttp(stack, stack.console.origin, 'maintainer')).at(replica)
  const answers = await Promise.all([
    root.call('DELETE', `${tokens}/2`),
    other.call('DELETE', `${tokens}/2`),
  ])
  for (const { status, text } of answers) expect([204, 404], text).toContain(status)
  expect(answers.map(({ status }) => status)).toContain(204)
  for (const person of [root, other]) {
    const { items } = (await person.call('GET', tokens)).json<{ items: { id: number }[] }>()
    expect(items.map(({ id }) => id)).toEqual([1])
  }
  const left = await callGitLab<{ id: number }[]>(
    gitlab.url,
    'GET',
    'projects/1/cluster_agents/1/tokens',
  )
  expect(left.map(({ id }) => id)).toEqual([1])
})

test('I13 fifty changes at once at two consoles: every row is there, and the chain holds', async ({
  stack,
  gitlab: _reset,
  replica,
}) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  const there = root.at(replica)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      (index % 2 === 0 ? root : there).call('PUT', '/api/scopes/instance/clusters/1', {
        body: { namespace_per_environment: true, name: `change-${index}` },
      }),
    ),
  )
  expect(answers.filter(({ status }) => status !== 200).map(({ text }) => text)).toEqual([])
  const ids = new Set(answers.map(({ headers }) => headers['x-request-id']))
  const { items } = (await root.call('GET', '/api/audit?action=cluster.update')).json<{
    items: { request_id: string; phase: string }[]
  }>()
  const own = items.filter(({ request_id }) => ids.has(request_id)).map(({ phase }) => phase)
  expect(own.filter((phase) => phase === 'intent')).toHaveLength(50)
  expect(own.filter((phase) => phase === 'outcome')).toHaveLength(50)
  const { code, said } = await verifiedTrail(stack.console.env)
  expect(said).toMatch(/^\d+ rows/)
  expect(code).toBe(0)
})
