import { expect, stackTest as test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import { type Answer, type Person, signInOverHttp } from './person.ts'
import { type Stack, startStack } from './stack.ts'

/** Each refusal of GitLab told apart from its likes (gitlab-api.md §1.1–1.3): an exact problem code. */
const list = '/api/scopes/instance/clusters'
const record = `${list}/1`
const update = { namespace_per_environment: true, name: 'renamed' }
type GitLab = Stack['gitlab']

let root: Person
test.beforeEach(async ({ stack, gitlab: _reset }) => {
  root = await signInOverHttp(stack, stack.console.origin, 'root')
})

/** Lets GitLab answer something that the simulated one has no reason to say. */
const answering = (method: string, path: string, status: number, body: unknown) => (g: GitLab) =>
  g.control.fault({ method, path: `/api/v4/${path}`, mode: 'status', status, body })

type Given = (gitlab: GitLab) => Promise<unknown>
const nothing: Given = async () => undefined
const get = (path: string) => (person: Person) => person.call('GET', path)
const put = (person: Person) => person.call('PUT', record, { body: update })

/** When the record was read, as the page would send it back with a delete. */
const readAt = async (person: Person) =>
  String((await person.call('GET', record)).headers['x-read-at'])
const deleteSeenAt = (person: Person, seenAt: string) =>
  person.call('DELETE', record, { headers: { 'If-Unmodified-Since': seenAt } })

const answers: [
  name: string,
  given: Given,
  ask: (person: Person) => Promise<Answer>,
  status: number,
  code: string,
][] = [
  ['404: a record that is gone', nothing, get(`${list}/999`), 404, 'record_not_found'],
  [
    '404: a group that is not there',
    nothing,
    get('/api/scopes/group-999/clusters'),
    404,
    'scope_not_found',
  ],
  [
    '404: a project that is not there',
    nothing,
    get('/api/scopes/project-999/clusters'),
    404,
    'scope_not_found',
  ],
  [
    '404: switched off',
    (g) => g.control.settings({ certificate_based_clusters: false }),
    get(list),
    404,
    'integration_disabled',
  ],
  [
    '404: a GitLab that does not know the call',
    answering('GET', 'admin/clusters', 404, { error: '404 Not Found' }),
    get(list),
    404,
    'route_unknown',
  ],
  [
    '403: Admin Mode',
    (g) => g.control.settings({ admin_mode: true }),
    get(list),
    403,
    'admin_mode_required',
  ],
  ['403: no role', (g) => g.control.user(1, { admin: false }), get(list), 403, 'forbidden'],
  [
    '403: a blocked account',
    (g) => g.control.user(1, { state: 'blocked' }),
    get(list),
    403,
    'account_blocked',
  ],
  [
    '409: something in the way',
    answering('PUT', 'admin/clusters/1', 409, { message: '409 Conflict' }),
    put,
    409,
    'conflict',
  ],
]
for (const [name, given, ask, status, code] of answers) {
  test(`${name} is ${code}`, async ({ gitlab }) => {
    await given(gitlab)
    const answer = await ask(root)
    expect(answer.json()).toMatchObject({ status, code })
    expect(answer.status).toBe(status)
  })
}

test('403: a token without the scope is insufficient_scope, and reading still works', async () => {
  const readOnly = await startStack({ env: { GITLAB_OAUTH_SCOPES: 'read_api' } })
  try {
    const person = await signInOverHttp(readOnly, readOnly.console.origin, 'root')
    expect((await person.call('GET', list)).status).toBe(200)
    const refused = await put(person)
    expect(refused.json()).toMatchObject({ status: 403, code: 'insufficient_scope' })
    expect(refused.status).toBe(403)
  } finally {
    await readOnly.close()
  }
})

test('412: a record that changed meanwhile is not deleted, and changed_meanwhile', async ({
  gitlab,
}) => {
  const seenAt = await readAt(root)
  await gitlab.control.advance(60)
  await callGitLab(gitlab.url, 'PUT', 'admin/clusters/1', { domain: 'theirs.example.test' })
  const late = await deleteSeenAt(root, seenAt)
  expect(late.json()).toMatchObject({ status: 412, code: 'changed_meanwhile' })
  // GitLab compares to the second: one more must have passed since the change.
  await gitlab.control.advance(60)
  expect((await deleteSeenAt(root, await readAt(root))).status).toBe(204)
})

test('a field that GitLab refuses comes back as that field', async () => {
  const answer = await root.call('PUT', record, { body: { ...update, environment_scope: 'gke/*' } })
  expect(answer.status).toBe(422)
  expect(answer.json()).toMatchObject({
    code: 'validation_failed',
    errors: { environment_scope: ['validation.environment_scope_taken'] },
  })
})
