import { checkFacts, message, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const insufficientScope = (scope: string) => ({
  error: 'insufficient_scope',
  error_description: 'The request requires higher privileges than provided by the access token.',
  scope,
})

const invalidToken = (description: string) => ({
  error: 'invalid_token',
  error_description: description,
})

// §1.3: tokens and scopes.
checkFacts(fixture, [
  {
    section: '1.3',
    fact: 'no credentials',
    call: 'GET /user',
    status: 401,
    answer: message('401 Unauthorized'),
  },
  {
    section: '1.3',
    fact: 'an unknown token is like none',
    as: 'nobody',
    call: 'GET /user',
    status: 401,
    answer: message('401 Unauthorized'),
  },
  {
    section: '1.3',
    fact: 'an expired token',
    as: 'expired',
    call: 'GET /user',
    status: 401,
    answer: invalidToken('Token is expired. You can either do re-authorization or token refresh.'),
  },
  {
    section: '1.3',
    fact: 'a revoked token',
    as: 'revoked',
    call: 'GET /user',
    status: 401,
    answer: invalidToken('Token was revoked. You have to re-authorize from the user.'),
  },
  {
    section: '1.3',
    fact: 'a blocked user',
    as: 'blocked',
    call: 'GET /user',
    status: 403,
    answer: message('403 Forbidden - Your account has been blocked.'),
  },
  {
    section: '1.3',
    fact: 'a person blocked while at work',
    as: 'developer',
    call: 'GET /user',
    given: ({ control }) => control('PATCH', '/users/3', { state: 'blocked' }),
    status: 403,
    answer: message('403 Forbidden - Your account has been blocked.'),
  },
  {
    section: '1.3',
    fact: 'read_api suffices for GET',
    as: 'root-read',
    call: 'GET /admin/clusters/1',
    status: 200,
    like: { id: 1 },
  },
  {
    section: '1.3',
    fact: 'read_api fails on a write with the OAuth body',
    as: 'root-read',
    call: 'DELETE /admin/clusters/1',
    status: 403,
    answer: insufficientScope('api read_api'),
    sends: { 'www-authenticate': null },
  },
  {
    section: '1.3',
    fact: 'scope comes before validation',
    as: 'root-read',
    call: 'POST /projects/1/cluster_agents',
    status: 403,
    answer: insufficientScope('api read_api'),
  },
  {
    section: '1.3',
    fact: 'HEAD counts as reading',
    as: 'root-read',
    call: 'HEAD /admin/clusters',
    status: 200,
    answer: '',
    sends: { 'x-total': '2' },
  },
  {
    section: '1.3',
    fact: 'a PAT as Bearer',
    call: 'GET /user',
    headers: { Authorization: 'Bearer glpat-developer' },
    status: 200,
    like: { username: 'developer' },
  },
  {
    section: '1.3',
    fact: 'a PAT as Basic password',
    call: 'GET /user',
    headers: { Authorization: `Basic ${btoa('anything:glpat-guest')}` },
    status: 200,
    like: { username: 'guest' },
  },
  {
    section: '1.3',
    fact: 'a token in the query',
    call: 'GET /user?private_token=glpat-reporter',
    status: 200,
    like: { username: 'reporter' },
  },
])

// §1.4: Admin Mode.
const withAdminMode = () => fixture.settings({ admin_mode: true })

checkFacts(fixture, [
  {
    section: '1.4',
    fact: 'Admin Mode off: api suffices for an administrator',
    as: 'root',
    call: 'GET /admin/clusters/2',
    status: 200,
    like: { name: 'gke-legacy' },
  },
  {
    section: '1.4',
    fact: 'Admin Mode on: api alone is 403',
    as: 'root',
    call: 'GET /admin/clusters',
    given: withAdminMode,
    status: 403,
    answer: message('403 Forbidden'),
  },
  {
    section: '1.4',
    fact: 'Admin Mode on: api and admin_mode',
    as: 'root-admin',
    call: 'GET /admin/clusters/1',
    given: withAdminMode,
    status: 200,
    like: { name: 'shared-prod' },
  },
  {
    section: '1.4',
    fact: 'Admin Mode on: read_api and admin_mode suffice for GET',
    as: 'root-read',
    call: 'GET /admin/clusters/1',
    given: withAdminMode,
    status: 200,
    like: { name: 'shared-prod' },
  },
  {
    section: '1.4',
    fact: 'without it an administrator does not see others’ private projects',
    as: 'root',
    call: 'GET /projects/1/clusters',
    given: withAdminMode,
    status: 404,
    answer: message('404 Project Not Found'),
  },
  {
    section: '1.4',
    fact: 'nor private groups',
    as: 'root',
    call: 'GET /groups/1/clusters',
    given: withAdminMode,
    status: 404,
    answer: message('404 Group Not Found'),
  },
  {
    section: '1.4',
    fact: 'an administrator whose rights are taken away is 403 at once',
    as: 'root',
    call: 'GET /admin/clusters',
    given: ({ control }) => control('PATCH', '/users/1', { admin: false }),
    status: 403,
    answer: message('403 Forbidden'),
  },
])
