import { randomUUID } from 'node:crypto'
import { callGitLab } from '../gitlab-api.ts'
import type { Answer, Person } from '../person.ts'
import type { Fault } from '../simulator-control.ts'
import type { Stack } from '../stack.ts'

/** A fault of GitLab, without where it strikes. */
export type FaultMode = Partial<Fault> & Pick<Fault, 'mode'>

/** Stands in what GitLab answers wrongly: no answer of the console and no line of its log may hold it. */
export const canary = 'glpat-canaryOfAnAnswer7'

/** One call of the console, and the request to GitLab that it stands or falls with. */
export interface Call {
  name: string
  method: string
  upstream: string
  /** @param origin the public one, where it is not the one that is asked */
  ask: (person: Person, origin?: string) => Promise<Answer>
}

const agents = '/api/v4/projects/1/cluster_agents'
const own = (origin?: string): Record<string, string> =>
  origin === undefined ? {} : { Origin: origin }

/** The list of agents of project 1: edge 3, inside 4, prod 1, staging 2. */
export const listAgents: Call = {
  name: 'LIST',
  method: 'GET',
  upstream: agents,
  ask: (person) => person.call('GET', '/api/projects/1/agents'),
}

/** A token for agent 3 `edge`, which has none. */
export const createToken: Call = {
  name: 'TCREATE',
  method: 'POST',
  upstream: `${agents}/3/tokens`,
  ask: (person, origin) =>
    person.call('POST', '/api/projects/1/agents/3/tokens', {
      body: { name: 'deploy', description: '' },
      headers: { 'Idempotency-Key': randomUUID(), ...own(origin) },
    }),
}

/** Takes token 2 of agent 1 `prod` away. */
export const revokeToken: Call = {
  name: 'TREVOKE',
  method: 'DELETE',
  upstream: `${agents}/1/tokens/2`,
  ask: (person, origin) =>
    person.call('DELETE', '/api/projects/1/agents/1/tokens/2', { headers: own(origin) }),
}

/** Renames the cluster 1 of the instance. */
export const updateCluster: Call = {
  name: 'UPDATE',
  method: 'PUT',
  upstream: '/api/v4/admin/clusters/1',
  ask: (person, origin) =>
    person.call('PUT', '/api/scopes/instance/clusters/1', {
      body: { namespace_per_environment: true, name: 'renamed' },
      headers: own(origin),
    }),
}

export const writes = [createToken, revokeToken, updateCluster]
export const calls = [listAgents, ...writes]

/** Lets the request behind a call fail. */
export const failing = (
  { control }: Stack['gitlab'],
  { method, upstream }: Call,
  fault: FaultMode,
) => control.fault({ method, path: upstream, ...fault })

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** How often GitLab got the request behind a call. */
export const timesAsked = async ({ control }: Stack['gitlab'], { method, upstream }: Call) =>
  (await control.requests(method, new RegExp(`^${escaped(upstream)}(\\?|$)`))).length

/** Active tokens of an agent of project 1, as GitLab lists them. */
export const activeTokens = ({ url }: Pick<Stack['gitlab'], 'url'>, agentId: number) =>
  callGitLab<{ id: number }[]>(url, 'GET', `projects/1/cluster_agents/${agentId}/tokens`)
