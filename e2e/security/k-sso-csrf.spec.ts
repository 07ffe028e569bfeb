import { stackTest } from '../fixtures.ts'
import { send } from '../person.ts'
import { claimsOf, enter, issuer, jwtHeader, startSsoStack } from '../sso-stack.ts'
import { expect, test } from './sso-stack-fixture.ts'

const path = '/api/scopes/instance/clusters/1'

const evidence: [
  id: string,
  name: string,
  headers: Record<string, string | null>,
  status: number,
][] = [
  ['B01', 'no X-CSRF', { 'X-CSRF': null }, 403],
  ['B02', 'another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  [
    'B03',
    'a sister site',
    { 'Sec-Fetch-Site': 'same-site', Origin: 'https://sister.example.test' },
    403,
  ],
  ['B04', 'no site', { 'Sec-Fetch-Site': 'none' }, 403],
  ['B05', 'another origin', { 'Sec-Fetch-Site': null, Origin: 'https://evil.example' }, 403],
  ['B06', 'a null origin', { Origin: 'null' }, 403],
  ['B07', 'no evidence', { 'Sec-Fetch-Site': null, Origin: null }, 403],
  ['B08', 'a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
  ['B16', 'two sites', { 'Sec-Fetch-Site': 'same-origin, same-origin' }, 403],
]
for (const [id, name, headers, status] of evidence) {
  test(`K14 ${id} ${name} is refused behind an SSO too`, async ({ stack, gitlab }) => {
    const ann = await enter(stack, 'ann')
    await gitlab.control.clearRequests()
    for (const method of ['PUT', 'DELETE']) {
      const answer = await ann.call(method, path, { body: {}, headers })
      expect(answer.status, method).toBe(status)
    }
    expect((await ann.call('POST', '/auth/logout', { headers })).status).toBe(status)
    expect(await gitlab.control.requests()).toEqual([])
    expect((await ann.call('GET', '/api/session')).json()).toMatchObject({ authenticated: true })
  })
}

test('K14 another site can lead to a sign-in, but makes no session by it', async ({
  stack,
  gitlab,
}) => {
  const { origin } = stack.console
  const jwt = await gitlab.control.sign(claimsOf('ann'))
  for (const site of ['cross-site', 'same-site']) {
    const headers = { [jwtHeader]: jwt, 'Sec-Fetch-Site': site }
    const page = await send('GET', `${origin}/auth/login?return_to=%2Fsettings`, headers)
    expect(page.status).toBe(200)
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.text).toContain('http-equiv="refresh"')
  }
})

test('K14 where a sign-in leads is a path of the console', async ({ stack, gitlab }) => {
  const jwt = await gitlab.control.sign(claimsOf('ann'))
  for (const [wanted, path] of [
    ['/settings?x=1', '/settings?x=1'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/auth/logout', '/'],
  ]) {
    const url = `${stack.console.origin}/auth/login?return_to=${encodeURIComponent(wanted ?? '')}`
    const answer = await send('GET', url, { [jwtHeader]: jwt, 'X-Forwarded-Host': 'evil.example' })
    expect(answer.headers.location, wanted).toBe(path)
  }
})

stackTest(
  'K15 where people sign in at GitLab an SSO’s headers say nothing',
  async ({ stack, gitlab }) => {
    const jwt = await gitlab.control.sign(claimsOf('ann', { iss: issuer }))
    const headers = {
      'X-CSRF': '1',
      [jwtHeader]: jwt,
      Authorization: `Bearer ${jwt}`,
      'Cf-Access-Jwt-Assertion': jwt,
      'X-Goog-Iap-Jwt-Assertion': jwt,
      'X-Forwarded-User': 'root',
      'Remote-User': 'root',
      'X-Auth-Request-Email': 'root@example.test',
    }
    const { origin } = stack.console
    const session = await send('GET', `${origin}/api/session`, headers)
    expect(session.json()).toMatchObject({ authenticated: false, mode: 'oauth' })
    const data = await send('GET', `${origin}/api/scopes/instance/clusters`, headers)
    expect(data.json()).toMatchObject({ status: 401, code: 'unauthenticated' })
    const login = await send('GET', `${origin}/auth/login`, headers)
    expect(new URL(String(login.headers.location)).pathname).toBe('/oauth/authorize')
    expect(await gitlab.control.requests('GET', /\/api\/v4\//)).toEqual([])
  },
)

test('K15 a session of one way to sign in is none in the other', async ({ stack }) => {
  const ann = await enter(stack, 'ann')
  const { STORE_URL = '', SESSION_KEYS = '' } = stack.console.env
  const oauth = await startSsoStack({
    AUTH_MODE: 'oauth',
    GITLAB_OAUTH_CLIENT_ID: 'console',
    GITLAB_OAUTH_CLIENT_SECRET: 'console-secret',
    ...Object.fromEntries(
      ['HEADER', 'ISSUER', 'AUDIENCE', 'ALGORITHMS'].map((name) => [`SSO_JWT_${name}`, '']),
    ),
    SSO_JWKS_URL: '',
    SSO_ADMINS: '',
    SSO_VIEWERS: '',
    STORE_URL,
    SESSION_KEYS,
  })
  try {
    const answer = await send('GET', `${oauth.console.origin}/api/session`, {
      'X-CSRF': '1',
      Cookie: ann.cookie,
      [jwtHeader]: ann.jwt,
    })
    expect(answer.json()).toMatchObject({ authenticated: false, mode: 'oauth' })
  } finally {
    await oauth.close()
  }
})
