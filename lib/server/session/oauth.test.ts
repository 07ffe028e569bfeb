import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { config } from '../config.ts'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { type Answerer, json, type StandIn, standIn } from '../gitlab/stand-in.fixture.ts'
import { Secret } from '../secret.ts'
import type { Tokens } from '../store/session-row.ts'
import { beginAuthorization, redeemCode, refreshTokens, revokeToken } from './oauth.ts'
import { OAuthFailure } from './oauth-failure.ts'

/** GitLab's OAuth endpoints on a real socket; `answer` says what the token endpoint does. */
let server: StandIn
let answer: Answerer = () => undefined
beforeAll(async () => {
  server = await standIn((response, seen, count) => {
    if (!seen.url.startsWith('/.well-known')) return answer(response, seen, count)
    json(response, {
      issuer: server.url,
      authorization_endpoint: `${server.url}/oauth/authorize`,
      token_endpoint: `${server.url}/oauth/token`,
      revocation_endpoint: `${server.url}/oauth/revoke`,
    })
  })
  setFakeEnvironment({ GITLAB_URL: server.url, OAUTH_TIMEOUT_MS: '500' })
})
afterAll(() => server.close())
afterEach(() => {
  server.seen.length = 0
  vi.restoreAllMocks()
})

const current: Tokens = {
  access: new Secret('glpat-fake-access-1'),
  refresh: new Secret('glpat-fake-refresh-1'),
  issuedAt: 0,
  expiresAt: 1,
  scopes: ['api'],
}
const good = {
  access_token: 'glpat-fake-access-2',
  token_type: 'Bearer',
  expires_in: 7_200,
  refresh_token: 'glpat-fake-refresh-2',
  scope: 'api admin_mode',
}

test('the way to GitLab: code, PKCE and state, everything new each time', async () => {
  const [a, b] = [await beginAuthorization(), await beginAuthorization()]
  const query = Object.fromEntries(a.url.searchParams)
  expect(a.url.href.startsWith(`${server.url}/oauth/authorize?`)).toBe(true)
  expect(query).toEqual({
    client_id: 'fake-client',
    response_type: 'code',
    redirect_uri: 'http://localhost:3000/auth/callback',
    scope: 'api',
    state: a.state,
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  })
  expect(a.state).not.toBe(b.state)
  expect(a.verifier).not.toBe(b.verifier)
  expect(a.url.href).not.toContain(a.verifier)
})

test('a code becomes tokens; the client authenticates in the body', async () => {
  answer = (response) => json(response, good)
  const query = new URLSearchParams({ code: 'fake-code', state: 'fake-state' })
  const tokens = await redeemCode(query, { state: 'fake-state', verifier: 'v'.repeat(43) })
  expect(tokens.access.unwrap()).toBe('glpat-fake-access-2')
  expect(tokens.expiresAt - tokens.issuedAt).toBe(7_200_000)
  expect(tokens.scopes).toEqual(['api', 'admin_mode'])
  const sent = Object.fromEntries(new URLSearchParams(server.seen.at(-1)?.body))
  expect(sent).toEqual({
    grant_type: 'authorization_code',
    code: 'fake-code',
    code_verifier: 'v'.repeat(43),
    redirect_uri: 'http://localhost:3000/auth/callback',
    client_id: 'fake-client',
    client_secret: 'fake-client-secret',
  })
})

test('another state is refused before anything is sent', async () => {
  const query = new URLSearchParams({ code: 'fake-code', state: 'other' })
  await expect(redeemCode(query, { state: 'fake', verifier: 'v' })).rejects.toThrow(OAuthFailure)
  expect(server.seen.filter(({ method }) => method === 'POST')).toEqual([])
})

test.each(['iss=https%3A%2F%2Fevil.example', 'code=another'])(
  'a callback with %s added is refused before anything is sent',
  async (added) => {
    const query = new URLSearchParams(`code=fake-code&state=fake-state&${added}`)
    const expected = { state: 'fake-state', verifier: 'v'.repeat(43) }
    await expect(redeemCode(query, expected)).rejects.toMatchObject({ kind: 'invalid_grant' })
    expect(server.seen.filter(({ method }) => method === 'POST')).toEqual([])
  },
)

test('a refresh sends the old refresh token; an answer without a new one keeps it', async () => {
  answer = (response) => json(response, { ...good, refresh_token: undefined, scope: undefined })
  const tokens = await refreshTokens(current)
  expect(tokens.refresh.unwrap()).toBe('glpat-fake-refresh-1')
  expect(tokens.scopes).toEqual(['api'])
  const sent = new URLSearchParams(server.seen.at(-1)?.body)
  expect(sent.get('grant_type')).toBe('refresh_token')
  expect(sent.get('refresh_token')).toBe('glpat-fake-refresh-1')
})

const challenge = { 'WWW-Authenticate': 'Bearer realm="Doorkeeper", error="invalid_client"' }
const failures: [name: string, answer: Answerer, kind: string][] = [
  ['invalid_grant', (r) => json(r, { error: 'invalid_grant' }, 400), 'invalid_grant'],
  ['invalid_client', (r) => json(r, { error: 'invalid_client' }, 401), 'misconfigured'],
  ['a challenge', (r) => json(r, { error: 'invalid_client' }, 401, challenge), 'misconfigured'],
  ['unauthorized_client', (r) => json(r, { error: 'unauthorized_client' }, 400), 'misconfigured'],
  ['500', (r) => json(r, { error: 'server_error' }, 500), 'unavailable'],
  ['429', (r) => r.writeHead(429).end('Retry later'), 'unavailable'],
  ['a redirect', (r) => r.writeHead(302, { Location: 'http://127.0.0.1:9/' }).end(), 'unavailable'],
  ['HTML', (r) => r.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>'), 'unavailable'],
  [
    'half an answer',
    (r) => r.writeHead(200, { 'Content-Type': 'application/json' }).end('{"a'),
    'unavailable',
  ],
  ['an endless answer', (r) => json(r, { ...good, x: 'x'.repeat(300_000) }), 'unavailable'],
  ['no token', (r) => json(r, { token_type: 'Bearer' }), 'unavailable'],
  ['a reset', (r) => r.destroy(), 'unavailable'],
  ['silence', () => undefined, 'unavailable'],
]
test.each(failures)('%s means %s', async (_, failing, kind) => {
  answer = failing
  await expect(refreshTokens(current)).rejects.toMatchObject({ name: 'OAuthFailure', kind })
  expect(server.seen.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test('a token is revoked with the client’s own credentials', async () => {
  answer = (response) => json(response, {})
  await revokeToken(new Secret('glpat-fake-access-1'))
  const sent = Object.fromEntries(new URLSearchParams(server.seen.at(-1)?.body))
  expect(server.seen.at(-1)?.url).toBe('/oauth/revoke')
  expect(sent).toMatchObject({ token: 'glpat-fake-access-1', client_secret: 'fake-client-secret' })
})

test('while GitLab is left alone no refresh token is spent on it', async () => {
  const { gitlab } = config()
  const breaker = { ...gitlab.breaker, minCalls: 1 }
  vi.spyOn(config(), 'gitlab', 'get').mockReturnValue({ ...gitlab, breaker })
  answer = (response) => response.writeHead(503).end()
  const failure = () => refreshTokens(current).catch((error: unknown) => error)
  expect(await failure()).toMatchObject({ kind: 'unavailable' })
  expect(server.seen).toHaveLength(1)
  expect(await failure()).toMatchObject({ kind: 'unavailable' })
  expect(server.seen).toHaveLength(1)
})
