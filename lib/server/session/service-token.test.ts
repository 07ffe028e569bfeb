import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setSsoEnvironment } from '../fake-environment.fixture.ts'
import { codeOf, read, schema } from '../gitlab/request.fixture.ts'
import { createGitLab } from '../gitlab/request.ts'
import { type Answerer, json, type StandIn, standIn } from '../gitlab/stand-in.fixture.ts'
import {
  checkServiceToken,
  describeServiceToken,
  serviceTokenMayWrite,
  serviceTokens,
  serviceTokenWarning,
  serviceUserId,
} from './service-token.ts'

const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10)
const user = { id: 9, username: 'svc', name: 'Service' }
const token = { name: 'console', scopes: ['api'], expires_at: inDays(100) }

let gitlab: StandIn
let answer: Answerer
beforeAll(async () => {
  gitlab = await standIn((response, seen, count) => answer(response, seen, count))
  setSsoEnvironment('http://127.0.0.1:9/certs', { GITLAB_URL: gitlab.url })
})
afterAll(() => gitlab.close())
beforeEach(() => {
  gitlab.seen.length = 0
})

const tokenIs =
  (change: object): Answerer =>
  (response, { url }) =>
    json(response, url.endsWith('/user') ? user : { ...token, ...change })

const states: [change: object, status: string, mayWrite: boolean, warning: string | undefined][] = [
  [{}, 'usable', true, undefined],
  [{ expires_at: null }, 'usable', true, undefined],
  [{ expires_at: inDays(20) }, 'usable', true, undefined],
  [{ expires_at: inDays(10) }, 'usable', true, 'expiring'],
  [{ scopes: ['read_api', 'admin_mode'] }, 'usable', false, undefined],
  [{ scopes: ['read_user'] }, 'scope_lost', false, 'scope_lost'],
]
test.each(states)('a token with %j', async (change, status, mayWrite, warning) => {
  answer = tokenIs(change)
  await checkServiceToken()
  expect(describeServiceToken()).toMatchObject({
    status,
    name: 'console',
    owner: { username: 'svc', name: 'Service' },
  })
  expect(serviceTokenMayWrite()).toBe(mayWrite)
  expect(serviceTokenWarning()?.kind).toBe(warning)
  expect(serviceUserId()).toBe(9)
  expect(gitlab.seen.map(({ headers }) => headers.authorization)).toEqual(
    Array(2).fill('Bearer glpat-fake-service-token'),
  )
})

test('a token that GitLab rejects is told; what was known of it stays', async () => {
  answer = tokenIs({})
  await checkServiceToken()
  answer = (response) => json(response, { message: '401 Unauthorized' }, 401)
  await checkServiceToken()
  expect(describeServiceToken()).toMatchObject({ status: 'rejected', name: 'console' })
  expect(serviceTokenWarning()).toEqual({ kind: 'rejected', expires_on: null })
})

test('a GitLab that does not answer changes nothing', async () => {
  answer = tokenIs({})
  await checkServiceToken()
  answer = (response) => json(response, {}, 500)
  await checkServiceToken()
  expect(describeServiceToken().status).toBe('usable')
})

const refusals: [name: string, status: number, body: object, code: string][] = [
  ['401', 401, { message: '401 Unauthorized' }, 'service_token'],
  ['a narrowed access', 403, { error: 'insufficient_scope' }, 'service_token'],
  [
    'a blocked account',
    403,
    { message: '403 Forbidden - Your account has been blocked.' },
    'service_token',
  ],
  ['a plain refusal', 403, { message: '403 Forbidden' }, 'forbidden'],
  ['nothing there', 404, { message: '404 Not found' }, 'record_not_found'],
]
test.each(refusals)('%s (%i) for whoever asks', async (_name, status, body, code) => {
  answer = (response) => json(response, body, status)
  const client = createGitLab({ tokens: serviceTokens(), person: 'sso:ann', requestId: 'req-1' })
  expect(await codeOf(read(client))).toBe(code)
  expect(gitlab.seen).toHaveLength(1)
})

test('where a 401 says nothing about the session, it says nothing about the token', async () => {
  answer = tokenIs({})
  await checkServiceToken()
  answer = (response) => json(response, { message: '401 Unauthorized' }, 401)
  const client = createGitLab({ tokens: serviceTokens(), person: 'sso:ann', requestId: 'req-1' })
  expect(await codeOf(client.get('things/1', { schema, renew: false }))).toBe('reauth_required')
  expect(describeServiceToken().status).toBe('usable')
})
