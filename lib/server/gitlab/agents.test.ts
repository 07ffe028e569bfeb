import { describe, expect, test, vi } from 'vitest'
import { agentSchema, agentSummarySchema } from '#lib/contract/agent.ts'
import { setFakeEnvironment } from '#lib/server/fake-environment.fixture.ts'
import { agent, failure, notFound, started } from './agent-answers.fixture.ts'
import { deleteAgent, getAgent, listAgents, registerAgent } from './agents.ts'

vi.stubEnv('INTENT_SECOND_LOOK_MS', '20')
vi.stubEnv('INTENT_THIRD_LOOK_MS', '40')
setFakeEnvironment()

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

describe('register', () => {
  const fresh = () => ({ ...agent, created_at: new Date(Date.now() + 60_000).toISOString() })
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
