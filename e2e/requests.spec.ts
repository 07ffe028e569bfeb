import { badIds } from './bad-ids.ts'
import { expect, stackTest as test } from './fixtures.ts'
import { type Person, signInOverHttp } from './person.ts'
import type { Stack } from './stack.ts'

/** What the console refuses by itself: GitLab must not hear of it. */
const cluster = '/api/scopes/instance/clusters/1'
const update = { namespace_per_environment: true, name: 'renamed' }

/** Calls of GitLab's API; the tokens of a session that a sixth one pushed out may be revoked at any time. */
const callsOf = (gitlab: Stack['gitlab']) => gitlab.control.requests(undefined, /^\/api\//)

let root: Person
test.beforeEach(async ({ stack, gitlab }) => {
  root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.clearRequests()
})

const forged: [name: string, headers: Record<string, string | null>, status: number][] = [
  ['no X-CSRF header', { 'X-CSRF': null }, 403],
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['a sister site', { 'Sec-Fetch-Site': 'same-site' }, 403],
  ['no site', { 'Sec-Fetch-Site': 'none' }, 403],
  ['an unknown site', { 'Sec-Fetch-Site': 'foo' }, 403],
  ['another origin', { Origin: 'https://evil.example' }, 403],
  ['a null origin', { Origin: 'null' }, 403],
  ['no origin and no site', { Origin: null, 'Sec-Fetch-Site': null }, 403],
  ['a form body', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
  ['a text body', { 'Content-Type': 'text/plain' }, 415],
  ['another charset', { 'Content-Type': 'application/json; charset=utf-7' }, 415],
  ['no cookie', { Cookie: null }, 401],
  ['an invented cookie', { Cookie: '__Host-Http-sid=attacker' }, 401],
]

for (const [name, headers, status] of forged) {
  test(`a write with ${name} is refused with ${status}`, async ({ gitlab }) => {
    const answer = await root.call('PUT', cluster, { body: update, headers })
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(await callsOf(gitlab)).toEqual([])
  })
}

test('the same write without any of that is made', async ({ gitlab }) => {
  const answer = await root.call('PUT', cluster, { body: update })
  expect(answer.status).toBe(200)
  expect(answer.json()).toMatchObject({ id: 1, name: 'renamed' })
  expect(await gitlab.control.requests('PUT')).toHaveLength(1)
})

test('even a read needs the X-CSRF header', async ({ gitlab }) => {
  const answer = await root.call('GET', cluster, { headers: { 'X-CSRF': null } })
  expect(answer.status).toBe(403)
  expect(answer.json()).toMatchObject({ code: 'csrf' })
  expect(await callsOf(gitlab)).toEqual([])
})

for (const id of badIds) {
  test(`a cluster id of ${id} is not found`, async ({ gitlab }) => {
    const answer = await root.call('GET', `/api/scopes/instance/clusters/${encodeURI(id)}`)
    expect(answer.status).toBe(404)
    expect(await callsOf(gitlab)).toEqual([])
  })
}

const badScopes = ['everywhere', 'group-0', 'group-x', 'project-', 'instance-1', 'group-1%2F..']
for (const scope of badScopes) {
  test(`a scope of ${scope} is not found`, async ({ gitlab }) => {
    const answer = await root.call('GET', `/api/scopes/${scope}/clusters`)
    expect(answer.status).toBe(404)
    expect(await callsOf(gitlab)).toEqual([])
  })
}

const badBodies: [name: string, body: unknown, status: number, field?: string][] = [
  ['half a JSON text', '{"name":', 400],
  ['a list', [], 422],
  ['an unknown field', { ...update, provider_type: 'gcp' }, 422],
  ['no namespace_per_environment', { name: 'x' }, 422, 'namespace_per_environment'],
  ['a blank name', { ...update, name: ' ' }, 422, 'name'],
  ['a scope with a comma', { ...update, environment_scope: 'a,b' }, 422, 'environment_scope'],
  [
    'an API URL of another scheme',
    { ...update, platform_kubernetes_attributes: { api_url: 'javascript:alert(1)' } },
    422,
    'platform_kubernetes_attributes.api_url',
  ],
  ['depth without end', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 400],
  ['more than 64 KiB', { ...update, name: 'x'.repeat(70_000) }, 413],
]
for (const [name, body, status, field] of badBodies) {
  test(`a body with ${name} is refused with ${status}`, async ({ gitlab }) => {
    const answer = await root.call('PUT', cluster, { body })
    expect(answer.status).toBe(status)
    if (field !== undefined) {
      expect(Object.keys(answer.json<{ errors: object }>().errors)).toContain(field)
    }
    expect(await callsOf(gitlab)).toEqual([])
  })
}

test('an address that is no route answers a problem, and a wrong method says which are right', async () => {
  const unknown = await root.call('GET', '/api/v4/user')
  expect(unknown.status).toBe(404)
  expect(unknown.json()).toMatchObject({ status: 404 })
  const patch = await root.call('PATCH', cluster, { body: update })
  expect(patch.status).toBe(405)
  expect(patch.headers.allow).toContain('PUT')
})

test('what the browser sends along never reaches GitLab', async ({ gitlab }) => {
  await root.call('GET', '/api/scopes/instance/clusters', {
    headers: { Authorization: 'Bearer x', 'PRIVATE-TOKEN': 'x', Sudo: 'root', 'X-Foo': 'x' },
  })
  const [seen] = await gitlab.control.requests('GET', /admin\/clusters/)
  const names = Object.keys(seen?.headers ?? {}).map((name) => name.toLowerCase())
  for (const name of ['cookie', 'private-token', 'sudo', 'x-foo', 'x-csrf', 'origin']) {
    expect(names).not.toContain(name)
  }
})
