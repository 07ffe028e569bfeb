import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { send } from '../person.ts'
import { AssertedPerson, claimsOf, enter, jwtHeader } from '../sso-stack.ts'
import { addressOf, guardedRoutes } from './routes.ts'
import { expect, test } from './sso-stack-fixture.ts'

const clusters = '/api/scopes/instance/clusters'

/** What the build made, without the 404 of every other address. */
const guarded = [
  ...guardedRoutes.filter((pattern) => !['/api', '/api/[...path]'].includes(pattern)),
  '/auth/callback',
  '/auth/login',
]

test('K01 without an assertion every route answers 401, with a good cookie too', async ({
  stack,
  gitlab,
}) => {
  const ann = await enter(stack, 'ann')
  const { origin } = stack.console
  expect(guarded.length).toBeGreaterThan(20)
  for (const pattern of guarded) {
    const statuses: number[] = []
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const isRead = method === 'GET'
      const answer = await ann.call(method, addressOf(pattern), {
        headers: { [jwtHeader]: null },
        ...(isRead ? {} : { body: {} }),
      })
      statuses.push(answer.status)
      expect(answer.headers['set-cookie'], `${method} ${pattern}`).toBeUndefined()
    }
    expect(new Set([...statuses, 401, 405]), pattern).toEqual(new Set([401, 405]))
    expect(statuses, pattern).toContain(401)
  }
  for (const path of ['/healthz', '/readyz']) {
    expect((await send('GET', `${origin}${path}`)).status).toBe(200)
  }
  expect((await ann.call('GET', '/api/session')).json()).toMatchObject({ authenticated: true })
  expect(await gitlab.control.requests('GET', /admin\/clusters/)).toEqual([])
})

test('K02 headers that only claim who it is are no proof', async ({ stack }) => {
  const ann = await enter(stack, 'ann')
  const claims = {
    'X-Forwarded-User': 'root',
    'X-Forwarded-Email': 'boss@corp.example',
    'Remote-User': 'ann',
    'X-Remote-User': 'ann',
    'X-Auth-Request-User': 'ann',
    'X-Auth-Request-Email': 'boss@corp.example',
    'X-Auth-Request-Groups': 'platform-admins',
    'X-Goog-Authenticated-User-Email': 'accounts.google.com:boss@corp.example',
    'X-Goog-Authenticated-User-Id': 'accounts.google.com:ann',
    'Cf-Access-Authenticated-User-Email': 'boss@corp.example',
  }
  for (const path of ['/api/session', clusters]) {
    const answer = await ann.call('GET', path, { headers: { [jwtHeader]: null, ...claims } })
    expect(answer.status, path).toBe(401)
  }
  const login = await send('GET', `${stack.console.origin}/auth/login`, claims)
  expect(login.status).toBe(401)
  expect(login.headers['set-cookie']).toBeUndefined()
})

const past = Math.floor(Date.now() / 1000) - 3_600
const defects: [
  name: string,
  claims: Record<string, unknown>,
  how: { kid?: string; header?: Record<string, unknown>; defect?: 'none' | 'hmac' },
][] = [
  ['a bad signature', {}, { kid: 'foreign', header: { kid: 'key-1' } }],
  ['no signature', {}, { defect: 'none' }],
  ['the public key as a secret', {}, { defect: 'hmac' }],
  ['an end in the past', { iat: past - 60, exp: past }, {}],
  ['a beginning in the future', { nbf: past + 7_200 }, {}],
  ['no end', { exp: undefined }, {}],
  ['no time of issue', { iat: undefined }, {}],
  ['an age of more than a day', { iat: past - 86_400 }, {}],
  ['another audience', { aud: 'other' }, {}],
  ['other audiences', { aud: ['other', 'cluster-console-2'] }, {}],
  ['no audience', { aud: undefined }, {}],
  ['another issuer', { iss: 'https://sso.example.test/' }, {}],
  ['no issuer', { iss: undefined }, {}],
  ['no subject', { sub: undefined }, {}],
  ['an empty subject', { sub: '' }, {}],
  ['a subject that is no text', { sub: 1 }, {}],
  ['a subject with a line break', { sub: 'ann\n' }, {}],
  ['an unknown key', {}, { kid: 'foreign' }],
  ['an unknown critical parameter', {}, { header: { crit: ['x'], x: 1 } }],
]
for (const [name, claims, how] of defects) {
  test(`K03 a JWT with ${name} is refused`, async ({ stack, gitlab }) => {
    const ann = await enter(stack, 'ann')
    const jwt = await gitlab.control.sign(claimsOf('ann', claims), how)
    const forged = new AssertedPerson(ann.origin, ann.cookie, jwt)
    for (const path of ['/api/session', clusters]) {
      expect((await forged.call('GET', path)).status, path).toBe(401)
    }
    expect((await forged.call('DELETE', `${clusters}/1`)).status).toBe(401)
    const login = await send('GET', `${ann.origin}/auth/login`, { [jwtHeader]: jwt })
    expect(login.status).toBe(401)
    expect(await gitlab.control.requests('GET', /admin\/clusters/)).toEqual([])
  })
}

test('K03 a key that a JWT brings along, or says where to find, is not looked at', async ({
  stack,
  gitlab,
}) => {
  let asked = 0
  const evil = createServer((_request, answer) => {
    asked += 1
    answer.end('{}')
  })
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(evil.address() as AddressInfo).port}/keys`
  const { keys } = (await (await fetch(gitlab.control.jwksUrl)).json()) as { keys: unknown[] }
  const headers = [{ jku: url }, { x5u: url }, { jwk: keys[0] }, { x5c: ['AAAA'] }]
  const ann = await enter(stack, 'ann')
  for (const header of headers) {
    for (const kid of ['foreign', 'key-1', null]) {
      const jwt = await gitlab.control.sign(claimsOf('ann'), {
        kid: 'foreign',
        header: { kid, ...header },
      })
      const forged = new AssertedPerson(ann.origin, ann.cookie, jwt)
      expect((await forged.call('GET', '/api/session')).status).toBe(401)
    }
  }
  expect(asked).toBe(0)
  await new Promise((resolve) => evil.close(resolve))
})

/** Sends a header line once for each value, which `fetch` would not. */
const statusWith = (origin: string, headers: Record<string, string | string[]>): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(`${origin}/api/session`, { headers: { 'X-CSRF': '1', ...headers } })
    sent.on('response', (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })

test('K04 the header counts only once, whole, and under its own name', async ({
  stack,
  gitlab,
}) => {
  const { origin } = stack.console
  const jwt = await gitlab.control.sign(claimsOf('ann'))
  expect(await statusWith(origin, { [jwtHeader]: jwt })).toBe(200)
  expect(await statusWith(origin, { [jwtHeader]: `Bearer ${jwt}` })).toBe(200)
  const refused: [name: string, headers: Record<string, string | string[]>][] = [
    ['twice', { [jwtHeader]: [jwt, jwt] }],
    ['twice, once empty', { [jwtHeader]: [jwt, ''] }],
    ['a comma', { [jwtHeader]: `${jwt},${jwt}` }],
    ['text behind it', { [jwtHeader]: `${jwt} x` }],
    ['underscores', { x_sso_jwt: jwt }],
    ['another name', { Authorization: `Bearer ${jwt}` }],
    ['another scheme', { [jwtHeader]: `Basic ${jwt}` }],
  ]
  for (const [name, headers] of refused) expect(await statusWith(origin, headers), name).toBe(401)
  // Node itself refuses headers of more than 16 KiB, before the console sees them.
  const long = await gitlab.control.sign(claimsOf('ann', { filler: 'x'.repeat(20_000) }))
  expect([401, 431]).toContain(await statusWith(origin, { [jwtHeader]: long }))
})
