import { expect, onTestFinished, test } from 'vitest'
import type { Scope, ScopeRights } from '#lib/contract/scope.ts'
import { type Asker, getScopeRights } from './scope-rights.ts'
import { getScope } from './scopes.ts'
import { json, standIn } from './stand-in.fixture.ts'

const person: Asker = { id: 3, is_admin: false }
const admin: Asker = { id: 1, is_admin: true }
const group: Scope = { kind: 'group', id: 2 }

const rightsOf = (read: boolean | null, write: boolean | null): ScopeRights => ({
  read_clusters: read,
  write_clusters: write,
  read_agents: read,
  write_agents: write,
  read_url_configurations: write,
})
const none = rightsOf(false, false)
const look = rightsOf(true, false)
const change = rightsOf(true, true)
const unknown = rightsOf(null, null)

/** What GitLab answers by path; anything else is a failure of GitLab. */
type Answers = Record<string, [status: number, body: unknown]>

async function gitlabWith(answers: Answers) {
  const server = await standIn((response, { url }) => {
    const [status, body] = answers[url.replace('/api/v4/', '')] ?? [500, {}]
    json(response, body, status)
  })
  onTestFinished(server.close)
  return server
}

const member = (access_level: number, more = {}) => [200, { access_level, ...more }] as const
const membersOf2 = 'groups/2/members/all/3'
const probe = 'admin/clusters?per_page=1'
const refused = [403, { message: '403 Forbidden' }] as const

test.each([
  { who: 'a guest', answer: member(10), rights: none },
  { who: 'a reporter', answer: member(20), rights: none },
  { who: 'a developer', answer: member(30), rights: look },
  { who: 'a maintainer', answer: member(40), rights: change },
  { who: 'an owner', answer: member(50), rights: change },
  { who: 'nobody', answer: [404, { message: '404 Not found' }] as const, rights: none },
  { who: 'somebody not to be seen', answer: refused, rights: unknown },
  { who: 'a member of an ailing GitLab', answer: [500, {}] as const, rights: unknown },
  {
    who: 'a member of a GitLab without the route',
    answer: [404, { error: '404 Not Found' }] as const,
    rights: unknown,
  },
  {
    who: 'a developer without custom role',
    answer: member(30, { member_role: null }),
    rights: look,
  },
  {
    who: 'a developer with a custom role',
    answer: member(30, { member_role: { id: 1 } }),
    rights: {
      read_clusters: true,
      write_clusters: null,
      read_agents: true,
      write_agents: null,
      read_url_configurations: null,
    },
  },
])('$who in a group', async ({ answer: [status, body], rights }) => {
  const server = await gitlabWith({ [membersOf2]: [status, body] })
  expect(await getScopeRights(server.gitlab(), group, person)).toEqual(rights)
})

interface AdminCase {
  who: string
  answers: Answers
  rights: ScopeRights
  calls: string[]
}
const adminCases: AdminCase[] = [
  { who: 'an administrator', answers: { [probe]: [200, []] }, rights: change, calls: [probe] },
  {
    who: 'an administrator, the integration switched off',
    answers: { [probe]: [404, { message: '404 Not Found' }] },
    rights: change,
    calls: [probe],
  },
  {
    who: 'an administrator out of Admin Mode is a member like others',
    answers: { [probe]: [...refused], 'groups/2/members/all/1': [...member(30)] },
    rights: look,
    calls: [probe, 'groups/2/members/all/1'],
  },
]
test.each(adminCases)('$who', async ({ answers, rights, calls }) => {
  const server = await gitlabWith(answers)
  expect(await getScopeRights(server.gitlab(), group, admin)).toEqual(rights)
  expect(server.seen.map(({ url }) => url.replace('/api/v4/', ''))).toEqual(calls)
})

test('at the instance only administrators may do anything; others are not asked about', async () => {
  const server = await gitlabWith({ [probe]: [...refused] })
  expect(await getScopeRights(server.gitlab(), { kind: 'instance' }, person)).toEqual(none)
  expect(server.seen).toEqual([])
  expect(await getScopeRights(server.gitlab(), { kind: 'instance' }, admin)).toEqual(none)
})

const project = (permissions: unknown) =>
  [200, { id: 7, name: 'shop', path_with_namespace: 'web/shop', permissions }] as [number, unknown]
const level = (access_level: number) => ({ access_level })
const membersOf7 = 'projects/7/members/all/3'

test.each([
  {
    fact: 'a maintainer of the project',
    permissions: { project_access: level(40), group_access: null },
    rights: change,
    calls: 1,
  },
  {
    fact: 'a maintainer by its group',
    permissions: { project_access: level(30), group_access: level(40) },
    rights: change,
    calls: 1,
  },
  {
    fact: 'a developer, who may be more by an invited group',
    permissions: { project_access: level(30), group_access: null },
    rights: look,
    calls: 2,
  },
  { fact: 'somebody without a role of their own', permissions: null, rights: look, calls: 2 },
])('$fact', async ({ permissions, rights, calls }) => {
  const server = await gitlabWith({
    'projects/7': project(permissions),
    [membersOf7]: [...member(30)],
  })
  const info = await getScope(server.gitlab(), { kind: 'project', id: 7 }, person)
  expect(info.console.may).toEqual(rights)
  expect(server.seen).toHaveLength(calls)
})
