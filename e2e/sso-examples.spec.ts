import { expect, stackTest as test } from './fixtures.ts'
import { send } from './person.ts'
import { AssertedPerson, startSsoStack } from './sso-stack.ts'

interface Example {
  name: string
  env: Record<string, string>
  header: string
  /** The claims that this SSO sends, apart from its times. */
  claims: Record<string, unknown>
  kid: string
  prefix?: string
  lifeS: number
  who: { id: string; username: string; name: string }
  role: 'admin' | 'viewer'
}

/** The examples of docs/sso.md, with tokens of the shape that their vendors document; the keys are made for the test. */
const examples: Example[] = [
  {
    name: 'oauth2-proxy that passes an ID token on',
    env: {
      SSO_JWT_HEADER: 'Authorization',
      SSO_JWT_ISSUER: 'https://keycloak.example.com/realms/corp',
      SSO_JWT_AUDIENCE: 'cluster-console',
      SSO_JWT_ALGORITHMS: 'RS256',
      SSO_ADMINS: 'group:/platform/admins',
      SSO_VIEWERS: 'group:/staff',
    },
    header: 'Authorization',
    prefix: 'Bearer ',
    claims: {
      iss: 'https://keycloak.example.com/realms/corp',
      aud: 'cluster-console',
      azp: 'cluster-console',
      sub: '6f1c7a52-0d4e-4a4e-9b59-0c8f3c1d2e3f',
      typ: 'ID',
      email: 'ann@example.com',
      email_verified: true,
      preferred_username: 'ann',
      name: 'Ann Example',
      groups: ['/staff', '/platform/admins'],
    },
    kid: 'key-1',
    lifeS: 300,
    who: {
      id: 'sso:6f1c7a52-0d4e-4a4e-9b59-0c8f3c1d2e3f',
      username: 'ann@example.com',
      name: 'Ann Example',
    },
    role: 'admin',
  },
  {
    name: 'Cloudflare Access',
    env: {
      SSO_JWT_HEADER: 'Cf-Access-Jwt-Assertion',
      SSO_JWT_ISSUER: 'https://corp.cloudflareaccess.com',
      SSO_JWT_AUDIENCE: '32eafc7626e737deb9f0cdd4a5d1a0f5bd3e2f63bd3b4b4c5c7a2b2f4a0c1d2e',
      SSO_JWT_ALGORITHMS: 'RS256',
      SSO_ADMINS: 'ann@example.com',
      SSO_VIEWERS: 'group:staff',
    },
    header: 'Cf-Access-Jwt-Assertion',
    claims: {
      iss: 'https://corp.cloudflareaccess.com',
      aud: ['32eafc7626e737deb9f0cdd4a5d1a0f5bd3e2f63bd3b4b4c5c7a2b2f4a0c1d2e'],
      sub: '7335d417-61da-459d-899c-0a01c76a2f94',
      email: 'bob@example.com',
      type: 'app',
      identity_nonce: '6ei69kawdKzMIAPF',
      country: 'DE',
      custom: { groups: ['staff', 'everybody'] },
    },
    kid: 'key-1',
    lifeS: 86_000,
    who: {
      id: 'sso:7335d417-61da-459d-899c-0a01c76a2f94',
      username: 'bob@example.com',
      name: 'bob@example.com',
    },
    role: 'viewer',
  },
  {
    name: 'Google IAP',
    env: {
      SSO_JWT_HEADER: 'x-goog-iap-jwt-assertion',
      SSO_JWT_ISSUER: 'https://cloud.google.com/iap',
      SSO_JWT_AUDIENCE: '/projects/123456789/global/backendServices/987654321',
      SSO_JWT_ALGORITHMS: 'ES256',
      SSO_ADMINS: 'accounts.google.com:112233445566778899000',
      SSO_VIEWERS: 'bob@example.com',
    },
    header: 'x-goog-iap-jwt-assertion',
    claims: {
      iss: 'https://cloud.google.com/iap',
      aud: '/projects/123456789/global/backendServices/987654321',
      sub: 'accounts.google.com:112233445566778899000',
      email: 'ann@example.com',
      hd: 'example.com',
      azp: '/projects/123456789/global/backendServices/987654321',
      google: { access_levels: ['accessPolicies/1/accessLevels/corp'] },
    },
    kid: 'key-2',
    lifeS: 600,
    who: {
      id: 'sso:accounts.google.com:112233445566778899000',
      username: 'ann@example.com',
      name: 'ann@example.com',
    },
    role: 'admin',
  },
]

for (const example of examples) {
  test(`behind ${example.name}`, async () => {
    const stack = await startSsoStack(example.env)
    try {
      const { origin } = stack.console
      const now = Math.floor(Date.now() / 1000)
      const claims = { ...example.claims, iat: now - 5, exp: now - 5 + example.lifeS }
      const jwt = await stack.gitlab.control.sign(claims, { kid: example.kid })
      const headers = { [example.header]: `${example.prefix ?? ''}${jwt}` }
      const login = await send('GET', `${origin}/auth/login`, headers)
      expect(login.status, login.text).toBe(303)
      const cookie = String(login.headers['set-cookie']).split(';')[0] ?? ''
      const person = new AssertedPerson(origin, cookie, '')
      const session = await person.call('GET', '/api/session', { headers })
      expect(session.json()).toMatchObject({
        authenticated: true,
        mode: 'proxy-jwt',
        user: example.who,
        role: example.role,
      })
      const list = await person.call('GET', '/api/scopes/instance/clusters', { headers })
      expect(list.status).toBe(200)
      const other = { ...claims, aud: 'another-application' }
      const wrong = await stack.gitlab.control.sign(other, { kid: example.kid })
      const refused = await person.call('GET', '/api/session', {
        headers: { [example.header]: `${example.prefix ?? ''}${wrong}` },
      })
      expect(refused.status).toBe(401)
    } finally {
      await stack.close()
    }
  })
}
