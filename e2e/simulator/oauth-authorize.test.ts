import { expect, it } from 'vitest'
import {
  authorization,
  createOAuthClient,
  landing,
  redemption,
  type Tokens,
} from './oauth-fixture.ts'
import { runSimulator, send } from './simulator-fixture.ts'

const fixture = runSimulator()
const { pressButton, postToken, showPage, whoAmI } = createOAuthClient(fixture)

it('§9 shows the client, the scopes and one button per active user', async () => {
  const { status, text } = await showPage(authorization({ scope: 'api admin_mode' }))
  expect(status).toBe(200)
  const buttons = [...text.matchAll(/>Continue as <b>(\w+)<\/b><\/button>/g)].map(
    ([, name]) => name,
  )
  expect(buttons).toEqual(['root', 'maintainer', 'developer', 'reporter', 'guest', 'outsider'])
  expect(text).toContain('<code>api</code>')
  expect(text).toContain('<code>admin_mode</code>')
  expect(text).not.toContain('<script')
})

it('§9 escapes what it repeats', async () => {
  const { text } = await showPage(authorization({ state: '"><script>alert(1)</script>' }))
  expect(text).not.toContain('<script>')
})

it('§9 a button leads back with code and state, 302', async () => {
  const answer = await pressButton({ ...authorization(), username: 'root' })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toMatch(
    /^http:\/\/localhost:3000\/auth\/callback\?code=[0-9a-f]{64}&state=fake-state$/,
  )
})

it('§9 Deny leads back with access_denied', async () => {
  const { searchParams } = landing(await pressButton({ ...authorization(), deny: '1' }))
  expect(searchParams.get('error')).toBe('access_denied')
  expect(searchParams.get('state')).toBe('fake-state')
})

it.each([
  ['an unknown client', { client_id: 'other' }, 401],
  ['a redirect URI elsewhere', { redirect_uri: 'https://evil.example.test/auth/callback' }, 400],
  ['a redirect URI with another path', { redirect_uri: 'http://localhost:3000/other' }, 400],
])('§9 %s stays on an error page', async (_, changes, status) => {
  const answer = await showPage(authorization(changes))
  expect(answer.status).toBe(status)
  expect(answer.text).toContain('An error has occurred')
  expect(answer.headers.get('location')).toBeNull()
})

it.each([
  ['a scope that is not registered', { scope: 'api sudo' }, 'invalid_scope'],
  ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
  ['another challenge method', { code_challenge_method: 'S512' }, 'invalid_code_challenge_method'],
])('§9 %s goes back to the client', async (_, changes, error) => {
  const { searchParams } = landing(await showPage(authorization(changes)))
  expect(searchParams.get('error')).toBe(error)
  expect(searchParams.get('state')).toBe('fake-state')
})

it('§9 127.0.0.1 with any port is registered too', async () => {
  const redirect_uri = 'http://127.0.0.1:45678/auth/callback'
  const answer = await pressButton({ ...authorization({ redirect_uri }), username: 'guest' })
  expect(landing(answer).origin).toBe('http://127.0.0.1:45678')
})

it('§9 a blocked user has no button and cannot authorize', async () => {
  const answer = await pressButton({ ...authorization(), username: 'blocked' })
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('Your account has been blocked.')
})

it('auto_login redirects at once', async () => {
  await fixture.control('PATCH', '/oauth', { auto_login: 'developer' })
  const answer = await showPage(authorization())
  const code = landing(answer).searchParams.get('code') ?? ''
  const tokens = (await postToken(redemption(code))).json as Tokens
  expect((await whoAmI(tokens)).json).toMatchObject({ username: 'developer' })
})

it('§9 CORS preflight of the token endpoint', async () => {
  const answer = await send(`${fixture.url}/oauth/token`, 'OPTIONS')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
})

it('§9 the discovery document points to this simulator', async () => {
  const { json } = await send(`${fixture.url}/.well-known/openid-configuration`, 'GET')
  expect(json).toMatchObject({
    issuer: fixture.url,
    authorization_endpoint: `${fixture.url}/oauth/authorize`,
    token_endpoint: `${fixture.url}/oauth/token`,
    revocation_endpoint: `${fixture.url}/oauth/revoke`,
    jwks_uri: `${fixture.url}/oauth/discovery/keys`,
    code_challenge_methods_supported: expect.arrayContaining(['S256']),
  })
  expect(json).not.toHaveProperty('end_session_endpoint')
})
