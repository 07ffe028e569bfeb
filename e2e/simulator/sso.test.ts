import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { expect, it } from 'vitest'
import { runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()
const claims = { sub: 'ann', iss: 'https://sso.test', aud: 'console' }

const sign = async (request: Record<string, unknown> = {}) => {
  const { json } = await fixture.control('POST', '/sso/sign', { claims, ...request })
  return (json as { jwt: string }).jwt
}
const keySet = async () =>
  createLocalJWKSet((await fixture.control('GET', '/sso/jwks')).json as JSONWebKeySet)
const verify = async (jwt: string) => (await jwtVerify(jwt, await keySet())).payload

it.each(['key-1', 'key-2'])('a JWT that %s signed stands up to its published key', async (kid) => {
  expect(await verify(await sign({ kid }))).toEqual(claims)
})

it('the key set is read over HTTP as any other, and counted', async () => {
  const before = (await fixture.control('GET', '/sso')).json as { fetches: number }
  const remote = createRemoteJWKSet(new URL(`${fixture.controlUrl}/sso/jwks`))
  expect((await jwtVerify(await sign(), remote)).payload.sub).toBe('ann')
  const after = (await fixture.control('GET', '/sso')).json as { fetches: number }
  expect(after.fetches).toBe(before.fetches + 1)
})

const refused: [name: string, request: Record<string, unknown>][] = [
  ['by a foreign key', { kid: 'foreign' }],
  ['by a foreign key under a known name', { kid: 'foreign', header: { kid: 'key-1' } }],
  ['by nobody', { defect: 'none' }],
  ['with the public key as a secret', { defect: 'hmac' }],
]
it.each(refused)('a JWT signed %s does not', async (_name, request) => {
  await expect(verify(await sign(request))).rejects.toThrow()
})

it('keys come and go', async () => {
  const { kid } = (await fixture.control('POST', '/sso/keys', { add: 'RS256' })).json as {
    kid: string
  }
  const jwt = await sign()
  expect(JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString())).toEqual({
    alg: 'RS256',
    kid,
    typ: 'JWT',
  })
  expect(await verify(jwt)).toEqual(claims)
  await fixture.control('POST', '/sso/keys', { remove: kid })
  await expect(verify(jwt)).rejects.toThrow()
  expect((await fixture.control('POST', '/sso/keys', { remove: kid })).status).toBe(404)
})

it('can be down', async () => {
  await fixture.control('PATCH', '/sso', { down: true })
  expect((await fixture.control('GET', '/sso/jwks')).status).toBe(503)
  await fixture.control('PATCH', '/sso', { down: false })
  expect((await fixture.control('GET', '/sso/jwks')).status).toBe(200)
})
