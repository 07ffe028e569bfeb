import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setSsoEnvironment } from '../fake-environment.fixture.ts'
import { json, type StandIn, standIn } from '../gitlab/stand-in.fixture.ts'
import { store } from '../store/store.ts'
import { assertedPerson } from './sso-proxy.ts'

let sso: StandIn
let sign: (claims: Record<string, unknown>) => Promise<string>
const now = Math.floor(Date.now() / 1000)
const good = { iss: 'https://sso.test', aud: 'console', sub: 'ann', iat: now, exp: now + 60 }

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one' }
  sso = await standIn((response) => json(response, { keys: [jwk] }))
  sign = (claims) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(privateKey)
  setSsoEnvironment(sso.url, { SSO_ADMINS: 'ann,group:ops', SSO_VIEWERS: 'Vic@corp.test' })
})
afterAll(() => sso.close())
beforeEach(async () => {
  await store()
})

const asked = async (value: string | null) =>
  assertedPerson(
    new Request('http://localhost:3000/', value === null ? {} : { headers: { 'X-Jwt': value } }),
  ).catch((error: { code: string }) => error.code)
const claimed = async (claims: Record<string, unknown>) => asked(await sign({ ...good, ...claims }))

const people: [claims: Record<string, unknown>, username: string, name: string, role: string][] = [
  [{}, 'ann', 'ann', 'admin'],
  [{ name: 'Ann', preferred_username: 'annie' }, 'annie', 'Ann', 'admin'],
  [
    { email: 'ann@corp.test', preferred_username: 'annie' },
    'ann@corp.test',
    'ann@corp.test',
    'admin',
  ],
  [{ email: 'ann@corp.test', email_verified: false }, 'ann', 'ann', 'admin'],
  [{ email: 7, name: 'a\nb', groups: { a: 1 }, custom: 'x' }, 'ann', 'ann', 'admin'],
  [{ sub: 'x', email: 'vic@corp.test' }, 'vic@corp.test', 'vic@corp.test', 'viewer'],
  [{ sub: 'x', groups: 'ops' }, 'x', 'x', 'admin'],
  [{ sub: 'x', custom: { groups: ['ops'] } }, 'x', 'x', 'admin'],
]
test.each(people)('%j is let in', async (claims, username, name, role) => {
  const sub = String(claims.sub ?? 'ann')
  expect(await claimed(claims)).toEqual({
    user: { id: `sso:${sub}`, username, name, is_admin: role === 'admin' },
    role,
  })
})

const strangers: Record<string, unknown>[] = [
  { sub: 'x' },
  { sub: 'ANN' },
  { sub: 'x', email: 'vic@corp.test', email_verified: false },
  { sub: 'x', groups: ['Ops'] },
]
test.each(strangers)('%j is not on the list', async (claims) => {
  expect(await claimed(claims)).toBe('not_allowed')
})

const unusable: Record<string, unknown>[] = [
  { aud: 'other' },
  { iss: 'https://other.test' },
  { exp: now - 61 },
  { exp: undefined },
  { nbf: now + 90 },
  { iat: now - 86_500 },
  { iat: now + 90 },
  { sub: undefined },
  { sub: '' },
  { sub: 'a'.repeat(256) },
  { sub: 'a\u0000' },
  { sub: 'a\ud800' },
]
test.each(unusable)('%j is no proof', async (claims) => {
  expect(await claimed(claims)).toBeNull()
})

test('a minute of difference between the clocks is no matter', async () => {
  expect(await claimed({ exp: now - 30, nbf: now + 30 })).toMatchObject({ role: 'admin' })
})

test('the header holds one JWT, perhaps as a bearer', async () => {
  const jwt = await sign(good)
  expect(await asked(`Bearer ${jwt}`)).toMatchObject({ role: 'admin' })
  const values = [null, '', 'Bearer', 'a.b', `${jwt}, ${jwt}`, `${jwt}.x`, `Basic ${jwt}`]
  for (const value of values) expect(await asked(value)).toBeNull()
  expect(await claimed({ filler: 'x'.repeat(13_000) })).toBeNull()
})

test('a stranger leaves one row, however often they knock', async () => {
  for (let n = 0; n < 5; n += 1) await claimed({ sub: 'mallory', email: 'm@corp.test' })
  const { audit } = await store()
  const rows = await audit.list({}, { cursor: null, limit: 100, types: [] })
  expect(rows.filter(({ actor_sub }) => actor_sub === 'mallory')).toMatchObject([
    {
      action: 'session.start',
      phase: 'denied',
      result: 'not_allowed',
      actor_name: 'm@corp.test',
      auth_mode: 'proxy-jwt',
      session8: '',
    },
  ])
})
