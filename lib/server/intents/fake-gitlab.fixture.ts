import 'server-only'
import type { ServerResponse } from 'node:http'
import { json, type StandIn, standIn } from '../gitlab/stand-in.fixture.ts'

/** How the answer to a request fails; `created` first makes the token. */
export type Fault = (response: ServerResponse) => void

interface FakeToken {
  id: number
  name: string
  description: string
  active: boolean
  /** Not in lists before this time, as on a replica that lags behind. */
  listedAt: number
}

export const secretOf = (id: number) => `glagent-fake-${'x'.repeat(30)}-${id}`

/**
 * A GitLab with one agent (project 1, agent 1) whose calls fail as a test says. Only for the intent protocol; what
 * GitLab itself does is the simulator's business.
 */
export async function fakeGitLab() {
  const state = {
    tokens: [] as FakeToken[],
    lagMs: 0,
    agentExists: true,
    /** Takes the place of the answer, after the change was made. */
    afterCreate: null as Fault | null,
    /** Takes the place of the work. */
    insteadOf: new Map<'POST' | 'GET' | 'DELETE', Fault>(),
  }
  const create = (body: string) => {
    const { name, description } = JSON.parse(body)
    const id = state.tokens.length + 1
    state.tokens.push({ id, name, description, active: true, listedAt: Date.now() + state.lagMs })
    return entity(id, name, description)
  }
  const server: StandIn = await standIn((response, { method, url, body }) => {
    const path = url.split('?')[0] ?? ''
    const fault = state.insteadOf.get(method as 'POST')
    if (fault !== undefined && path.includes('/tokens')) return fault(response)
    if (path.endsWith('/cluster_agents'))
      return json(response, state.agentExists ? [{ id: 1 }] : [])
    if (!state.agentExists) return json(response, { message: '404 Not found' }, 404)
    if (path.endsWith('/cluster_agents/1')) {
      return json(response, { name: 'prod', config_project: { path_with_namespace: 'a/b' } })
    }
    if (method === 'POST') {
      const created = create(body)
      if (state.afterCreate !== null) return state.afterCreate(response)
      return json(response, { ...created, token: secretOf(created.id) }, 201)
    }
    if (method === 'DELETE') {
      const token = state.tokens.find(({ id }) => id === Number(path.split('/').at(-1)))
      if (token === undefined) return json(response, { message: '404 Not found' }, 404)
      token.active = false
      return void response.writeHead(204).end()
    }
    const listed = state.tokens.filter((token) => token.active && token.listedAt <= Date.now())
    json(
      response,
      listed.map(({ id, name, description }) => entity(id, name, description)),
    )
  })
  return {
    state,
    url: server.url,
    close: server.close,
    posts: () => server.seen.filter(({ method }) => method === 'POST'),
    tokensNow: () => state.tokens,
    active: () => state.tokens.filter(({ active }) => active),
    reset: () => {
      server.seen.length = 0
      Object.assign(state, { tokens: [], lagMs: 0, agentExists: true, afterCreate: null })
      state.insteadOf.clear()
    },
  }
}

const entity = (id: number, name: string, description: string) => ({
  id,
  name,
  description,
  agent_id: 1,
  status: 'active',
  created_at: new Date(0).toISOString(),
  created_by_user_id: 7,
  last_used_at: null,
})

export const faults = {
  reset: (response) => response.socket?.resetAndDestroy(),
  hang: () => undefined,
  'a 500': (response) => json(response, { message: '500 Internal Server Error' }, 500),
  'a 502': (response) => response.writeHead(502).end('<html>Bad gateway</html>'),
  HTML: (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
  'a 201 that is cut': (response) => {
    response.writeHead(201, { 'Content-Type': 'application/json' })
    response.end('{"id":1,"tok')
  },
  'a 201 without a token': (response) => json(response, { id: 1 }, 201),
  'a 403 of a proxy': (response) => response.writeHead(403).end('<html>Blocked</html>'),
  'a redirect': (response) => response.writeHead(302, { Location: '/' }).end(),
} as const satisfies Record<string, Fault>
