import { badIds } from './bad-ids.ts'
import { expect, stackTest as test, type Username } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import { type Person, signInOverHttp } from './person.ts'
import type { Fault } from './simulator-control.ts'
import type { Stack } from './stack.ts'

/** Agents of the world `standard`: prod 1 (tokens 1 and 2), staging 2 (token 3), edge 3, inside 4 (token 4). */
const agents = '/api/projects/1/agents'
const upstream = '/api/v4/projects/1/cluster_agents'

const callsOf = (gitlab: Stack['gitlab'], method?: string) =>
  gitlab.control.requests(method, /^\/api\/v4\/projects\//)

let person: Person
const signIn = async (stack: Stack, username: Username) => {
  person = await signInOverHttp(stack, stack.console.origin, username)
  await stack.gitlab.control.clearRequests()
}
test.beforeEach(({ stack, gitlab: _reset }) => signIn(stack, 'maintainer'))

interface Status {
  tokens: { active: number; last_used_at: string | null; last_used_token: { id: number } | null }
  is_receptive: boolean | null
}

test('the list tells of each agent what one reading tells, in few calls', async ({ gitlab }) => {
  const answer = await person.call('GET', agents)
  expect(answer.status).toBe(200)
  const list = answer.json<{ items: { name: string }[] }>()
  expect(list).toMatchObject({ complete: true })
  expect(list.items.map(({ name }) => name)).toEqual(['edge', 'inside', 'prod', 'staging'])
  expect(list.items[2]).toMatchObject({
    id: 1,
    created_by_user_id: 2,
    config_project: { id: 1, path_with_namespace: 'platform/agents' },
    console: {
      created_by: { id: 2, username: 'maintainer' },
      web_url: `${gitlab.url}/platform/agents/-/cluster_agents/prod`,
      config_file: { exists: true },
    },
  })
  expect(list.items[0]).toMatchObject({ console: { config_file: { exists: false } } })
  expect(await callsOf(gitlab)).toHaveLength(2)
})

const evidence: [agent: number, expected: Record<string, unknown>][] = [
  [1, { tokens: { active: 2, unread: 0, last_used_token: { id: 1, name: 'prod-1' } } }],
  [2, { tokens: { active: 1, last_used_token: { id: 3 } } }],
  [3, { tokens: { active: 0, oldest_created_at: null, last_used_at: null } }],
  [4, { tokens: { active: 1, last_used_at: null, last_used_token: null }, is_receptive: true }],
]
for (const [agent, expected] of evidence) {
  test(`the status of agent ${agent} comes with its evidence`, async ({ gitlab }) => {
    const answer = await person.call('GET', `${agents}/${agent}/status`)
    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({ tokens_problem: null, receptive_problem: null })
    expect(answer.json()).toMatchObject(expected)
    const single = await gitlab.control.requests('GET', /\/tokens\/\d+$/)
    expect(single.length).toBeLessThanOrEqual(2)
  })
}

test('an agent that reports in is seen at the next reading', async ({ gitlab }) => {
  await gitlab.control.contact(4, 4)
  const status = (await person.call('GET', `${agents}/4/status`)).json<Status>()
  expect(status.tokens.last_used_token).toMatchObject({ id: 4 })
})

test('one agent comes with status, facts and the time of reading', async () => {
  const answer = await person.call('GET', `${agents}/1`)
  expect(answer.json()).toMatchObject({ id: 1, console: { evidence: { tokens: { active: 2 } } } })
  expect(String(answer.headers['x-read-at'])).toMatch(/^\w{3}, \d\d .* GMT$/)
})

test('tokens tell when they were last used and who made them', async () => {
  const answer = await person.call('GET', `${agents}/1/tokens`)
  const { items } = answer.json<{ items: { id: number; last_used_at: string | null }[] }>()
  expect(items.map(({ id }) => id)).toEqual([1, 2])
  expect(items[0]?.last_used_at).not.toBeNull()
  expect(items[1]).toMatchObject({ last_used_at: null, console: { last_use_known: true } })
  expect((await person.call('GET', `${agents}/1/tokens/2`)).json()).toMatchObject({ id: 2 })
  expect(answer.text).not.toContain('glagent-')
})

const rights: [who: Username, path: string, status: number, code: string | null][] = [
  ['developer', agents, 200, null],
  ['developer', `${agents}/1`, 200, null],
  ['reporter', agents, 403, 'forbidden'],
  ['reporter', `${agents}/1`, 404, 'record_not_found'],
  ['reporter', `${agents}/1/status`, 404, 'record_not_found'],
  ['reporter', `${agents}/1/tokens`, 404, 'record_not_found'],
  ['outsider', agents, 404, 'scope_not_found'],
  ['outsider', `${agents}/1/status`, 404, 'scope_not_found'],
]
for (const [who, path, status, code] of rights) {
  test(`${who} gets ${status} from ${path}`, async ({ stack }) => {
    await signIn(stack, who)
    const answer = await person.call('GET', path)
    expect(answer.status).toBe(status)
    if (code !== null) expect(answer.json()).toMatchObject({ code })
  })
}

test('whether an agent is receptive is unknown below Maintainer', async ({ stack }) => {
  await signIn(stack, 'developer')
  expect((await person.call('GET', `${agents}/4/status`)).json()).toMatchObject({
    tokens: { active: 1 },
    is_receptive: null,
    receptive_problem: 'forbidden',
  })
})

test('an agent of another project is not there', async () => {
  for (const path of ['', '/status', '/tokens', '/tokens/1', '/url-configurations']) {
    const answer = await person.call('GET', `/api/projects/2/agents/1${path}`)
    expect(answer.status).toBe(404)
    expect(answer.json()).toMatchObject({ code: 'record_not_found' })
  }
  expect((await person.call('DELETE', '/api/projects/2/agents/1')).status).toBe(404)
  expect((await person.call('DELETE', '/api/projects/1/agents/2/tokens/1')).status).toBe(404)
  expect((await person.call('GET', `${agents}/1`)).status).toBe(200)
})

test('what is no id reaches nobody', async ({ gitlab }) => {
  for (const id of badIds) {
    for (const path of [
      `/api/projects/${id}/agents`,
      `${agents}/${id}`,
      `${agents}/${id}/status`,
      `${agents}/1/tokens/${id}`,
      `${agents}/1/url-configurations/${id}`,
    ]) {
      const answer = await person.call('GET', encodeURI(path).replaceAll('%25', '%'))
      expect([404, 405], `${path} ${answer.text}`).toContain(answer.status)
    }
  }
  expect(await callsOf(gitlab)).toEqual([])
})

const badNames: [name: unknown, key: string][] = [
  ['', 'required'],
  [' ', 'agent_name_syntax'],
  ['a'.repeat(64), 'agent_name_too_long'],
  ...['Prod', '-a', 'a-', 'a_b', 'a b', 'a.b', 'é', 'а', '🚀', 'a\r\nb', '<b>', '../a', '１'].map(
    (name): [string, string] => [name, 'agent_name_syntax'],
  ),
  [7, 'invalid'],
  [undefined, 'required'],
]
test('a name that GitLab would refuse is refused here', async ({ gitlab }) => {
  for (const [name, key] of badNames) {
    const answer = await person.call('POST', agents, { body: { name } })
    expect(answer.status).toBe(422)
    expect(answer.json<{ errors: { name: string[] } }>().errors.name, String(name)).toContain(
      `validation.${key}`,
    )
  }
  expect(await callsOf(gitlab)).toEqual([])
})

test('an agent is registered by one call, and its name is taken then', async ({ gitlab }) => {
  const made = await person.call('POST', agents, { body: { name: 'new-1' } })
  expect(made.status).toBe(201)
  expect(made.json()).toMatchObject({ name: 'new-1', created_by_user_id: 2 })
  const again = await person.call('POST', agents, { body: { name: 'new-1' } })
  expect(again.status).toBe(422)
  expect(again.json()).toMatchObject({ errors: { name: ['validation.agent_name_taken'] } })
  expect(await callsOf(gitlab, 'POST')).toHaveLength(2)
})

test('Developer may not register, revoke or delete', async ({ stack }) => {
  await signIn(stack, 'developer')
  for (const [method, path, body] of [
    ['POST', agents, { name: 'new-1' }],
    ['DELETE', `${agents}/1`, undefined],
    ['DELETE', `${agents}/1/tokens/1`, undefined],
  ] as const) {
    const answer = await person.call(method, path, { body })
    expect(answer.status).toBe(403)
    expect(answer.json()).toMatchObject({ code: 'forbidden' })
  }
})

const lost: [name: string, fault: Partial<Fault>, status: number, code: string | null][] = [
  ['GitLab made it and said 500', { when: 'after', mode: 'status', status: 500 }, 201, null],
  ['GitLab made it and the line broke', { when: 'after', mode: 'reset' }, 201, null],
  ['GitLab made it and hung', { when: 'after', mode: 'hang' }, 201, null],
  ['GitLab gave up', { mode: 'status', status: 500 }, 502, 'outcome_not_created'],
  ['nobody can tell', { mode: 'reset' }, 502, 'outcome_unknown'],
]
for (const [name, fault, status, code] of lost) {
  test(`registering once: ${name}`, async ({ gitlab }) => {
    await gitlab.control.fault({ method: 'POST', path: upstream, mode: 'reset', ...fault })
    const answer = await person.call('POST', agents, { body: { name: 'new-1' } })
    expect(answer.status).toBe(status)
    if (code !== null) expect(answer.json()).toMatchObject({ code })
    expect(await callsOf(gitlab, 'POST')).toHaveLength(1)
  })
}

test('an agent is deleted only if nobody changed it since it was seen', async ({ gitlab }) => {
  const seen = (await person.call('GET', `${agents}/1`)).json<{ console: { as_of: string } }>()
  await gitlab.control.advance(5)
  await callGitLab(gitlab.url, 'POST', 'projects/1/cluster_agents/1/url_configurations', {
    url: 'grpcs://other.example.test',
  })
  const condition = { headers: { 'If-Unmodified-Since': seen.console.as_of } }
  const refused = await person.call('DELETE', `${agents}/1`, condition)
  expect(refused.status).toBe(412)
  expect(refused.json()).toMatchObject({ code: 'changed_meanwhile' })
  await gitlab.control.advance(5)
  const fresh = (await person.call('GET', `${agents}/1`)).json<{ console: { as_of: string } }>()
  const headers = { 'If-Unmodified-Since': fresh.console.as_of }
  expect((await person.call('DELETE', `${agents}/1`, { headers })).status).toBe(204)
  expect((await person.call('DELETE', `${agents}/1`)).status).toBe(404)
})

test('a token is revoked once, and once more is calm', async ({ gitlab }) => {
  expect((await person.call('DELETE', `${agents}/1/tokens/1`)).status).toBe(204)
  expect((await person.call('DELETE', `${agents}/1/tokens/1`)).status).toBe(204)
  expect((await person.call('GET', `${agents}/1/tokens/1`)).status).toBe(404)
  expect((await person.call('GET', `${agents}/1/status`)).json()).toMatchObject({
    tokens: { active: 1, last_used_at: null },
  })
  expect((await person.call('DELETE', `${agents}/1/tokens/99`)).status).toBe(404)
  expect(await callsOf(gitlab, 'DELETE')).toHaveLength(3)
})

for (const [path, gone] of [
  [`${agents}/1`, `${upstream}/1`],
  [`${agents}/1/tokens/1`, `${upstream}/1/tokens/1`],
] as const) {
  test(`G19 a lost answer to DELETE ${path} is settled by looking`, async ({ gitlab }) => {
    await gitlab.control.fault({ method: 'DELETE', path: gone, when: 'after', mode: 'hang' })
    expect((await person.call('DELETE', path)).status).toBe(204)
    expect(await callsOf(gitlab, 'DELETE')).toHaveLength(1)
  })

  test(`G19 a lost answer to DELETE ${path} that did nothing stays unknown`, async ({ gitlab }) => {
    await gitlab.control.fault({ method: 'DELETE', path: gone, mode: 'reset' })
    const answer = await person.call('DELETE', path)
    expect(answer.json()).toMatchObject({ code: 'outcome_unknown' })
    expect(await callsOf(gitlab, 'DELETE')).toHaveLength(1)
  })
}
