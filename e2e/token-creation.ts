import { randomUUID } from 'node:crypto'
import { callGitLab } from './gitlab-api.ts'
import { type Answer, type Person, signInOverHttp } from './person.ts'
import type { Stack } from './stack.ts'
import { stackTest } from './with-aftermath.ts'

/** Agent 3 `edge` has no token in the world `standard`; whatever it gets is made by the test. */
export const edge = 3
export const pathOf = (agentId: number) => `/api/projects/1/agents/${agentId}/tokens`

export const codeOf = (answer: Answer) => answer.json<{ code?: string }>().code

interface ListedToken {
  id: number
  name: string
  description: string
}

interface Asked {
  key?: string
  body?: object
  agentId?: number
  who?: Person
  headers?: Record<string, string | null>
}

/** Creates tokens over HTTP, as `root` unless told otherwise, and asks what came of it. */
const creationBy = (root: Person, { url, control }: Stack['gitlab']) => ({
  root,
  create: ({ key = randomUUID(), body, agentId = edge, who = root, headers }: Asked = {}) =>
    who.call('POST', pathOf(agentId), {
      body: body ?? { name: 'deploy', description: 'by the test' },
      headers: { 'Idempotency-Key': key, ...headers },
    }),
  /** The active tokens of `edge` as GitLab lists them. */
  active: () => callGitLab<ListedToken[]>(url, 'GET', `projects/1/cluster_agents/${edge}/tokens`),
  /** What GitLab was asked. */
  posts: () => control.requests('POST', /\/cluster_agents\/\d+\/tokens/),
  /** What the console has to tell of creations whose answer got lost. */
  notices: async () =>
    (await root.call('GET', '/api/intents')).json<{ items: Record<string, unknown>[] }>().items,
})

export const test = stackTest.extend<{ creation: ReturnType<typeof creationBy> }>({
  creation: async ({ stack, gitlab }, use) => {
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    const creation = creationBy(root, gitlab)
    // The store outlives a test.
    for (const { key } of await creation.notices()) {
      await root.call('DELETE', `/api/intents/${key}`)
    }
    await gitlab.control.clearRequests()
    await use(creation)
  },
})
