import { Person, send, signInOverHttp } from '../person.ts'
import { rowCounts } from '../row-counts.ts'
import type { Stack } from '../stack.ts'
import { head, sendRaw } from './raw.ts'
import { begin } from './sign-in-steps.ts'
import { apiCalls, expect, test } from './watched.ts'

const clusters = '/api/scopes/instance/clusters'

/** The tokens that GitLab was told to revoke; those of earlier sessions may still be among them. */
const revoked = async (gitlab: Stack['gitlab']) =>
  (await gitlab.control.requests('POST', /oauth\/revoke/)).map(({ body }) =>
    new URLSearchParams(body).get('token'),
  )

test('A10 signing out ends the session, revokes its tokens and takes the cookie away', async ({
  enter,
  gitlab,
  watch,
}) => {
  const root = await enter()
  const [token = ''] = [...watch.secrets].slice(-1)
  const out = await root.call('POST', '/auth/logout')
  expect(out.status).toBe(204)
  expect(String(out.headers['set-cookie'])).toMatch(
    /^__Host-Http-sid=; Max-Age=0; .*Secure; HttpOnly/,
  )
  expect((await root.call('GET', clusters)).status).toBe(401)
  expect((await root.call('GET', '/api/session')).json()).toMatchObject({ authenticated: false })
  await expect.poll(() => revoked(gitlab)).toContain(token)
  await expect.poll(async () => (await revoked(gitlab)).length).toBeGreaterThanOrEqual(2)
  expect(await apiCalls(gitlab)).toEqual([])
})

test('A11 nothing but a POST signs out', async ({ enter, stack }) => {
  const root = await enter()
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
    expect((await root.call(method, '/auth/logout')).status, method).toBe(405)
  }
  // As an image of another site would ask for it.
  const image = { Cookie: root.cookie, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'image' }
  expect((await send('GET', `${stack.console.origin}/auth/logout`, image)).status).toBe(405)
  expect((await root.call('GET', clusters)).status).toBe(200)
})

test('A15 the sixth sign-in of a person ends the first, whose tokens are revoked', async ({
  enter,
  gitlab,
  stack,
  watch,
}) => {
  const first = await enter('developer')
  const [token = ''] = [...watch.secrets].slice(-1)
  for (let i = 0; i < 4; i += 1) await enter('developer')
  await signInOverHttp(stack, stack.console.origin, 'developer')
  expect((await first.call('GET', '/api/groups')).status).toBe(401)
  await expect.poll(() => revoked(gitlab)).toContain(token)
  expect(stack.console.output()).not.toContain(token)
})

test('A18 a cookie that is no session’s is nobody’s, whatever it holds', async ({
  gitlab,
  stack,
}) => {
  const { origin } = stack.console
  const values = [
    '',
    'x'.repeat(10_000),
    '%00',
    '../../x',
    "' OR 1=1",
    '"quoted"',
    'a'.repeat(43),
    `${'A_-'.repeat(14)}1`,
    '%C3%A9',
    '0',
    'null',
    '[object Object]',
  ]
  for (const value of values) {
    const person = new Person(origin, `__Host-Http-sid=${value}`)
    expect((await person.call('GET', clusters)).status, value.slice(0, 20)).toBe(401)
    expect(
      (await person.call('PUT', `${clusters}/1`, { body: {} })).status,
      value.slice(0, 20),
    ).toBe(401)
  }
  const bytes = head(origin, 'GET', clusters, ['X-CSRF: 1', 'Cookie: __Host-Http-sid=\xe9\xff'])
  expect((await sendRaw(origin, bytes)).status).toBe(401)
  expect(await apiCalls(gitlab)).toEqual([])
})

test('A19 two session cookies are nobody’s, in either order', async ({ enter, gitlab, stack }) => {
  const root = await enter()
  const { origin } = stack.console
  const fake = `__Host-Http-sid=${'a'.repeat(43)}`
  for (const cookie of [
    `${root.cookie}; ${fake}`,
    `${fake}; ${root.cookie}`,
    `${root.cookie};${root.cookie}`,
  ]) {
    const both = new Person(origin, cookie)
    expect((await both.call('GET', clusters)).status).toBe(401)
    expect((await both.call('POST', '/auth/logout')).status).toBe(401)
  }
  for (const pair of [
    [root.cookie, fake],
    [fake, root.cookie],
  ]) {
    const lines = ['X-CSRF: 1', ...pair.map((cookie) => `Cookie: ${cookie}`)]
    expect((await sendRaw(origin, head(origin, 'GET', clusters, lines))).status).toBe(401)
  }
  expect(await apiCalls(gitlab)).toEqual([])
  expect((await root.call('GET', clusters)).status).toBe(200)
})

test('A31 a sign-in that only begins leaves nothing in the store', async ({ stack }) => {
  const { origin, env } = stack.console
  const before = rowCounts(env.STORE_URL ?? '')
  for (let i = 0; i < 50; i += 1) expect((await begin(origin)).login.status).toBe(303)
  expect(rowCounts(env.STORE_URL ?? '')).toEqual(before)
})

test('A32 who asks who they are is told without a question to GitLab, and without a token', async ({
  enter,
  gitlab,
  stack,
}) => {
  const { origin } = stack.console
  const nobody = await send('GET', `${origin}/api/session`, { 'X-CSRF': '1' })
  expect(nobody.status).toBe(200)
  expect(nobody.json()).toMatchObject({ authenticated: false })
  expect(Object.keys(nobody.json()).sort()).toEqual(['authenticated', 'gitlab', 'mode'])
  const root = await enter()
  const me = (await root.call('GET', '/api/session')).json()
  expect(me).toMatchObject({ authenticated: true, user: { username: 'root' } })
  expect(JSON.stringify(me)).not.toMatch(/token"|access_|refresh_|secret|"key"|email/)
  expect(await apiCalls(gitlab)).toEqual([])
})
