import { afterEach, expect, test, vi } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { openSignInCookie, setSignInCookie } from './sign-in-cookie.ts'

setFakeEnvironment()
afterEach(() => {
  vi.useRealTimers()
})

const requestWith = (cookies: readonly string[]) =>
  new Request('http://localhost:3000/auth/callback', {
    headers: { cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') },
  })
const state = (name: string) => name.padEnd(43, '0')
const begin = (name: string, cookies: readonly string[] = []) =>
  setSignInCookie(requestWith(cookies), {
    state: state(name),
    verifier: 'fake-verifier',
    return_to: '/x',
    replaces: null,
  })

test('the cookie opens for its own state only, and shows nothing', async () => {
  const [cookie = ''] = await begin('state-a')
  expect(cookie).toMatch(
    /^__Host-Http-tx-state-=\S+; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
  )
  expect(Buffer.from(cookie, 'base64url').toString('latin1')).not.toContain('verifier')
  expect(await openSignInCookie(requestWith([cookie]), state('state-a'))).toMatchObject({
    verifier: 'fake-verifier',
    return_to: '/x',
  })
  expect(await openSignInCookie(requestWith([cookie]), state('state-b'))).toBeNull()
  expect(await openSignInCookie(requestWith([]), state('state-a'))).toBeNull()
  expect(await openSignInCookie(requestWith([cookie, cookie]), state('state-a'))).toBeNull()
})

const changed: [name: string, change: (value: string) => string][] = [
  ['a changed byte', (value) => value.slice(0, -2) + (value.endsWith('AA') ? 'BB' : 'AA')],
  ['no encryption', () => 'eyJhbGciOiJub25lIn0.e30.'],
  ['nothing', () => ''],
]
test.each(changed)('%s does not open', async (_, change) => {
  const [cookie = ''] = await begin('s')
  const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
  const request = requestWith([`${name}=${change(value)}`])
  expect(await openSignInCookie(request, state('s'))).toBeNull()
})

test('it opens for ten minutes', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const [cookie = ''] = await begin('s')
  vi.setSystemTime(Date.now() + 599_000)
  expect(await openSignInCookie(requestWith([cookie]), state('s'))).not.toBeNull()
  vi.setSystemTime(Date.now() + 2_000)
  expect(await openSignInCookie(requestWith([cookie]), state('s'))).toBeNull()
})

test('the fourth of a browser takes the place of the oldest', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const cookies: string[] = []
  for (const name of ['a', 'b', 'c']) {
    vi.setSystemTime(Date.now() + 1_000)
    cookies.push(...(await begin(name, cookies)))
  }
  expect(cookies).toHaveLength(3)
  const [cleared = '', fresh = ''] = await begin('d', cookies)
  expect(cleared).toContain('__Host-Http-tx-a00000=; Max-Age=0')
  expect(fresh).toContain('__Host-Http-tx-d00000=')
})
