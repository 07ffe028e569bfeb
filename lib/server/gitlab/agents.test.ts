import type { ServerResponse } from 'node:http'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { agentSchema, agentStatus, agentSummarySchema } from '#lib/contract/agent.ts'
import { setFakeEnvironment } from '#lib/server/fake-environment.fixture.ts'
import { getEvidence } from './agent-evidence.ts'
import { listAgentTokens, revokeAgentToken } from './agent-tokens.ts'
import { deleteAgent, getAgent, listAgents, registerAgent } from './agents.ts'
import { json, standIn } from './stand-in.fixture.ts'

vi.stubEnv('INTENT_SECOND_LOOK_MS', '20')
vi.stubEnv('INTENT_THIRD_LOOK_MS', '40')
setFakeEnvironment()

const project = { id: 7, description: null, name: 'agents', path_with_namespace: 'platform/agents' }
const created_at = '2026-01-02T03:04:05.678Z'
const agent = {
  id: 4,
  name: 'prod',
  config_project: project,
  created_at,
  created_by_user_id: 2,
  secret: 'fake-1',
}
const token = (id: number, last_used_at?: string | null) => ({
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
const configuration = { id: 1, agent_id: 4, url: 'grpcs://a:1', public_key: 'AAAA' }

type Answers = Record<string, unknown>
const notFound = { status: 404, body: { message: '404 Not found' } }
const failure = (status: number, message = 'x') => ({ status, body: { message } })

/** Paths below the agents of project 7 are written from there on; a number of a `status` makes it a failure. */
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
  if (answer === undefined) return json(response, notFound.body, 404)
  if (answer === 'hang') return
  if (answer === 204) {
    response.writeHead(204).end()
    return
  }
  const isFailure = typeof answer === 'object' && answer !== null && 'body' in answer
  if (isFailure) json(response, answer.body, 'status' in answer ? Number(answer.status) : 200)
  else json(response, answer)
}

async function started(changed: Answers = {}) {
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

describe('list', () => {
  test('agents with what one reading tells, and nothing of each one', async () => {
    const { gitlab, asked } = await started()
    const list = await listAgents(gitlab, 7)
    expect(list.complete).toBe(true)
    expect(list.items.map((one) => agentSummarySchema.strict().parse(one))).toEqual(list.items)
    expect(list.items[0]).toMatchObject({
      id: 4,
      console: {
        created_by: { id: 2, name: 'Max' },
        web_url: `${gitlab.url}/platform/agents/-/cluster_agents/prod`,
        config_file: {
          exists: true,
          web_url: `${gitlab.url}/platform/agents/-/blob/HEAD/.gitlab/agents/prod/config.yaml`,
        },
      },
    })
    expect(asked().sort()).toEqual([
      'GET /api/v4/projects/7/cluster_agents',
      'GET /api/v4/projects/7/repository/tree',
      'GET /api/v4/users/2',
    ])
    expect(JSON.stringify(list)).not.toContain('fake-1')
  })

  test.each([
    ['no such folder', failure(404, '404 invalid revision or path Not Found'), false],
    ['an empty repository', failure(404, '404 Tree Not Found'), false],
    [
      'another agent’s file',
      [{ id: 'x', path: '.gitlab/agents/a/config.yaml', type: 'blob' }],
      false,
    ],
    [
      'a folder of that name',
      [{ id: 'x', path: '.gitlab/agents/prod/config.yaml', type: 'tree' }],
      false,
    ],
    [
      'a file with the content of another one',
      ['a', 'prod'].map((name) => ({
        id: 'same',
        path: `.gitlab/agents/${name}/config.yaml`,
        type: 'blob',
      })),
      true,
    ],
    ['no right to see code', failure(403, '403 Forbidden'), null],
    ['an error', failure(500), null],
  ])('config file: %s', async (_, tree, exists) => {
    const { gitlab } = await started({ 'projects/7/repository/tree': tree })
    const { items } = await listAgents(gitlab, 7)
    expect(items[0]?.console.config_file.exists).toBe(exists)
  })

  test('who registered it stays open when GitLab does not tell, and at most twenty people are asked for', async () => {
    const agents = Array.from({ length: 30 }, (_, index) => ({
      ...agent,
      id: index + 1,
      created_by_user_id: index === 0 ? null : index + 100,
    }))
    const { gitlab, asked } = await started({ '': agents })
    const { items } = await listAgents(gitlab, 7)
    expect(items).toHaveLength(30)
    expect(items.every(({ console }) => console.created_by === null)).toBe(true)
    expect(asked().filter((line) => line.includes('/users/'))).toHaveLength(20)
  })

  test.each([
    [failure(404, '404 ClusterAgents Not Found'), 'forbidden'],
    [failure(404, '404 Project Not Found'), 'scope_not_found'],
  ])('%j', async (answer, code) => {
    const { gitlab } = await started({ '': answer })
    await expect(listAgents(gitlab, 7)).rejects.toMatchObject({ code })
  })
})

describe('evidence', () => {
  const at = Date.parse('2026-11-20T12:00:00.000Z')
  const read = async (changed: Answers = {}) => {
    const { gitlab, asked } = await started(changed)
    return { evidence: await getEvidence(gitlab, 7, 4), asked: asked() }
  }

  test('the newest use of the active tokens, the oldest token, and what is live', async () => {
    const { evidence, asked } = await read()
    expect(evidence).toMatchObject({
      tokens: {
        active: 2,
        unread: 0,
        oldest_created_at: token(11).created_at,
        last_used_at: '2026-11-20T11:58:00.000Z',
        last_used_token: { id: 11, name: 'token-11' },
      },
      tokens_problem: null,
      is_receptive: false,
      receptive_problem: null,
    })
    expect(agentStatus(evidence, at)).toBe('connected')
    expect(asked).toHaveLength(4)
  })

  test.each([
    ['no token', { '/4/tokens': [] }, 'no_token', null],
    ['a token revoked meanwhile', { '/4/tokens/11': undefined }, 'never_connected', null],
    ['a token that cannot be read', { '/4/tokens/11': failure(500) }, 'unknown', null],
    ['tokens that cannot be read', { '/4/tokens': failure(500) }, 'unknown', 'upstream_failed'],
    ['too many requests', { '/4/tokens': failure(429) }, 'unknown', 'rate_limited'],
    [
      'three tokens of an old GitLab',
      { '/4/tokens': [token(12), token(13), token(11)], '/4/tokens/13': token(13, null) },
      'unknown',
      null,
    ],
  ])('%s', async (_, changed, status, problem) => {
    const { evidence, asked } = await read(changed)
    expect(agentStatus(evidence, at)).toBe(status)
    expect(evidence.tokens_problem).toBe(problem)
    expect(asked.filter((line) => /tokens\/\d+$/.test(line)).length).toBeLessThanOrEqual(2)
  })

  test.each([
    ['one configuration', [configuration], true, null],
    ['none', [], false, null],
    ['below Maintainer', failure(403, '403 Forbidden'), null, 'forbidden'],
    ['switched off', failure(404, '404 Not Found'), false, 'receptive_disabled'],
    [
      'another edition',
      { status: 404, body: { error: '404 Not Found' } },
      false,
      'receptive_unavailable',
    ],
    ['an error', failure(500), null, 'upstream_failed'],
  ])('receptive: %s', async (_, answer, is_receptive, receptive_problem) => {
    const { evidence } = await read({ '/4/url_configurations': answer })
    expect(evidence).toMatchObject({ is_receptive, receptive_problem, tokens: { active: 2 } })
  })

  test('no such agent', async () => {
    await expect(read({ '/4/tokens': notFound })).rejects.toMatchObject({
      code: 'record_not_found',
    })
  })

  test('the end of the session is no missing part', async () => {
    await expect(read({ '/4/tokens': failure(401) })).rejects.toMatchObject({
      code: 'reauth_required',
    })
  })
})

test('one agent with its evidence', async () => {
  const { gitlab } = await started()
  const one = await getAgent(gitlab, 7, 4)
  expect(agentSchema.strict().parse(one)).toEqual(one)
  expect(one.console).toMatchObject({
    created_by: { name: 'Max' },
    config_file: { exists: true },
    evidence: { tokens: { active: 2 } },
  })
})

describe('tokens', () => {
  test('last use is null where it is not known, and says so', async () => {
    const { gitlab } = await started({ '/4/tokens/11': failure(500) })
    const { items } = await listAgentTokens(gitlab, 7, 4)
    expect(items).toMatchObject([
      { id: 11, last_used_at: null, console: { last_use_known: false } },
      { id: 12, last_used_at: null, console: { last_use_known: true, created_by: { id: 2 } } },
    ])
  })

  test.each([
    ['done', { 'DELETE /4/tokens/11': 204 }, 'done'],
    ['refused', { 'DELETE /4/tokens/11': failure(403, '403 Forbidden') }, 'forbidden'],
    [
      'lost, and revoked',
      { 'DELETE /4/tokens/11': failure(500), '/4/tokens/11': notFound },
      'done',
    ],
    ['lost, and still active', { 'DELETE /4/tokens/11': failure(500) }, 'outcome_unknown'],
    [
      'lost, and no way to look',
      { 'DELETE /4/tokens/11': failure(500), '/4/tokens/11': failure(500) },
      'outcome_unknown',
    ],
  ])('revoke: %s', async (_, changed, end) => {
    const { gitlab, asked } = await started(changed)
    const outcome = await revokeAgentToken(gitlab, 7, 4, 11).then(
      () => 'done',
      (error: { code: string }) => error.code,
    )
    expect(outcome).toBe(end)
    expect(asked().filter((line) => line.startsWith('DELETE'))).toHaveLength(1)
  })
})

describe('register', () => {
  const fresh = () => ({ ...agent, created_at: new Date(Date.now() + 1_000).toISOString() })
  const lost = failure(500)
  test.each([
    ['made', { 'POST ': { status: 201, body: fresh() } }, 4],
    [
      'refused',
      { 'POST ': failure(400, '400 Bad request - ["Name has already been taken"]') },
      'validation_failed',
    ],
    ['lost, and made', { 'POST ': lost, '': [fresh()] }, 4],
    ['lost, and seen at the second look', { 'POST ': lost, '': ['in turn', [], [fresh()]] }, 4],
    ['lost, and not made', { 'POST ': lost, '': [] }, 'outcome_not_created'],
    ['no answer, and not to be seen', { 'POST ': 'hang', '': [] }, 'outcome_unknown'],
    ['a proxy’s word, and not to be seen', { 'POST ': failure(502), '': [] }, 'outcome_unknown'],
    ['half an answer, and made', { 'POST ': { status: 201, body: {} }, '': [fresh()] }, 4],
    ['lost, and there before', { 'POST ': lost }, 'validation_failed'],
    [
      'lost, and made by somebody else',
      { 'POST ': lost, '': [{ ...fresh(), created_by_user_id: 3 }] },
      'validation_failed',
    ],
    ['lost, and no way to look', { 'POST ': lost, '': failure(500) }, 'outcome_unknown'],
  ])('%s', async (_, changed, end) => {
    const { gitlab, asked } = await started(changed)
    const outcome = await registerAgent(gitlab, 7, { name: 'prod' }, 2).then(
      ({ id }) => id,
      (error: { code: string }) => error.code,
    )
    expect(outcome).toBe(end)
    expect(asked().filter((line) => line.startsWith('POST'))).toHaveLength(1)
  })
})

test.each([
  ['gone', { 'DELETE /4': failure(500), '/4': notFound }, 'done'],
  ['there', { 'DELETE /4': failure(500) }, 'outcome_unknown'],
  ['changed', { 'DELETE /4': failure(412) }, 'changed_meanwhile'],
])('delete, when the agent is %s', async (_, changed, end) => {
  const { server, gitlab } = await started(changed)
  const outcome = await deleteAgent(gitlab, 7, 4, new Date(0)).then(
    () => 'done',
    (error: { code: string }) => error.code,
  )
  expect(outcome).toBe(end)
  expect(server.seen[0]?.headers['if-unmodified-since']).toBe('Thu, 01 Jan 1970 00:00:00.000 GMT')
})
