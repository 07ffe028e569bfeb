import 'server-only'
import type { ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { json, standIn } from './stand-in.fixture.ts'

/* A stand-in of GitLab with agent 4 of project 7 and its tokens 11 and 12, for unit tests. */
const project = { id: 7, description: null, name: 'agents', path_with_namespace: 'platform/agents' }
const created_at = '2026-01-02T03:04:05.678Z'
export const agent = {
  id: 4,
  name: 'prod',
  config_project: project,
  created_at,
  created_by_user_id: 2,
  secret: 'fake-1',
}
export const token = (id: number, last_used_at?: string | null) => ({
  id,
  name: `token-${id}`,
  description: null,
  agent_id: 4,
  status: 'active',
  created_at: new Date(Date.parse(created_at) + id * 1000).toISOString(),
  created_by_user_id: 2,
  ...(last_used_at === undefined ? {} : { last_used_at }),
})
const person = { id: 2, username: 'max', name: 'Max', web_url: null, state: 'active', email: 'x' }
export const configuration = { id: 1, agent_id: 4, url: 'grpcs://a:1', public_key: 'AAAA' }

export type Answers = Record<string, unknown>
export const notFound = { status: 404, body: { message: '404 Not found' } }
export const failure = (status: number, message = 'x') => ({ status, body: { message } })

/** Paths below the agents of project 7 are written from there on; `{status, body}` is an answer as a whole. */
const usual: Answers = {
  '': [agent],
  '/4': agent,
  '/4/tokens': [token(11), token(12)],
  '/4/tokens/11': token(11, '2026-11-20T11:58:00.000Z'),
  '/4/tokens/12': token(12, null),
  '/4/url_configurations': [],
  'users/2': person,
  'projects/7/repository/tree': [
    { id: 'same', path: '.gitlab/agents/prod/config.yaml', type: 'blob' },
  ],
}

function respond(response: ServerResponse, answer: unknown): void {
  if (answer === 'hang') return
  if (answer === 204) response.writeHead(204).end()
  else if (answer === undefined) json(response, notFound.body, 404)
  else if (typeof answer === 'object' && answer !== null && 'body' in answer) {
    json(response, answer.body, 'status' in answer ? Number(answer.status) : 200)
  } else json(response, answer)
}

export async function started(changed: Answers = {}) {
  const answers = { ...usual, ...changed }
  const server = await standIn((response, { method, url }) => {
    const path = url.replace(/^\/api\/v4\//, '').replace(/\?.*$/, '')
    const key = path.replace(/^projects\/7\/cluster_agents/, '')
    const own = method === 'GET' ? answers[key] : answers[`${method} ${key}`]
    const answer = Array.isArray(own) && own[0] === 'in turn' ? own.splice(1, 1)[0] : own
    respond(response, answer)
  })
  onTestFinished(server.close)
  const asked = () => server.seen.map(({ method, url }) => `${method} ${url.replace(/\?.*$/, '')}`)
  return { server, gitlab: server.gitlab(), asked }
}
