import { Person, send } from '../person.ts'
import { begin, exchanges, finish, sessionOf } from './sign-in-steps.ts'
import { expect, test } from './watched.ts'

test.beforeEach(async ({ gitlab }) => {
  await gitlab.control.oauth({ auto_login: 'root' })
})

test('A01 a sign-in asks GitLab for a code with PKCE and state, anew each time', async ({
  gitlab,
  stack,
}) => {
  const { origin } = stack.console
  const all = [await begin(origin), await begin(origin)].map(({ login }) => {
    expect([302, 303]).toContain(login.status)
    const url = new URL(String(login.headers.location))
    expect(url.origin + url.pathname).toBe(`${gitlab.url}/oauth/authorize`)
    const query = Object.fromEntries(url.searchParams)
    expect(query).toMatchObject({
      response_type: 'code',
      scope: 'api',
      redirect_uri: `${origin}/auth/callback`,
      code_challenge_method: 'S256',
      client_id: 'console',
    })
    expect(query.code_challenge).toMatch(/^[\w-]{43}$/)
    expect(query.state?.length).toBeGreaterThanOrEqual(22)
    const cookie = String(login.headers['set-cookie'])
    expect(cookie).toMatch(/^__Host-Http-tx-[\w-]{6}=/)
    const flags = cookie.split('; ').slice(1).sort()
    expect(flags).toEqual(['HttpOnly', 'Max-Age=600', 'Path=/', 'SameSite=Lax', 'Secure'])
    return { state: query.state, challenge: query.code_challenge, cookie: cookie.split(';')[0] }
  })
  for (const part of ['state', 'challenge', 'cookie'] as const) {
    expect(new Set(all.map((login) => login[part])).size).toBe(2)
  }
})

test('A02 a callback that nobody began here is refused', async ({ gitlab, stack }) => {
  const { origin } = stack.console
  for (const query of ['code=x&state=y', '', 'code=x', 'state=y', 'code=x&code=y&state=z']) {
    const answer = await send('GET', `${origin}/auth/callback?${query}`)
    expect(answer.status, query).toBe(400)
    expect(sessionOf(answer), query).toBeNull()
  }
  expect(await exchanges(gitlab)).toBe(0)
})

test('A03 the code of another browser signs nobody in', async ({ gitlab, stack }) => {
  const { origin } = stack.console
  const victim = await begin(origin)
  const attacker = await begin(origin)
  const answer = await finish({ cookies: victim.cookies, back: attacker.back })
  expect(answer.status).toBe(400)
  expect(sessionOf(answer)).toBeNull()
  // The attacker's code with the victim's state: the verifier does not fit.
  const back = new URL(attacker.back)
  back.searchParams.set('state', new URL(victim.back).searchParams.get('state') ?? '')
  expect(await exchanges(gitlab)).toBe(0)
  const mixed = await finish({ cookies: victim.cookies, back: back.href })
  expect(mixed.status).toBe(400)
  expect(sessionOf(mixed)).toBeNull()
})

test('A04 a finished sign-in cannot be finished again', async ({ gitlab, stack }) => {
  const begun = await begin(stack.console.origin)
  const first = await finish(begun)
  expect(sessionOf(first)).not.toBeNull()
  for (const cookies of [begun.cookies, [...begun.cookies, sessionOf(first) ?? '']]) {
    const again = await finish({ ...begun, cookies })
    expect(again.status).toBe(400)
    expect(sessionOf(again)).toBeNull()
  }
  expect(await exchanges(gitlab)).toBe(1)
  const person = new Person(stack.console.origin, sessionOf(first) ?? '')
  expect((await person.call('GET', '/api/session')).json()).toMatchObject({ authenticated: true })
})

test('A05 GitLab’s words about a refusal are not repeated', async ({ gitlab, stack }) => {
  const { origin } = stack.console
  for (const error of ['access_denied', 'server_error', '<script>x</script>', '']) {
    const begun = await begin(origin)
    const state = new URL(begun.back).searchParams.get('state') ?? ''
    const query = new URLSearchParams({
      error,
      error_description: '<script>x</script>',
      error_uri: 'https://evil.example/',
      state,
    })
    const answer = await finish({ ...begun, back: `${origin}/auth/callback?${query}` })
    expect([400, 502, 503]).toContain(answer.status)
    expect(answer.text).not.toMatch(/<script|evil|access_denied|server_error/)
    expect(answer.text).toContain('href="/auth/login')
    expect(sessionOf(answer)).toBeNull()
  }
  expect(await exchanges(gitlab)).toBe(0)
})

test('A07 A08 the session’s id is always the console’s own, and tells nothing', async ({
  stack,
}) => {
  const { origin } = stack.console
  const planted = `__Host-Http-sid=${'a'.repeat(43)}`
  const begun = await begin(origin, { cookies: [planted] })
  const answer = await finish(begun)
  const session = sessionOf(answer) ?? ''
  expect(session).toMatch(/^__Host-Http-sid=[\w-]{43}$/)
  expect(session).not.toBe(planted)
  expect((await new Person(origin, planted).call('GET', '/api/groups')).status).toBe(401)
  expect((await new Person(origin, session).call('GET', '/api/groups')).status).toBe(200)

  const cookies = [answer.headers['set-cookie']].flat().map(String)
  const set = cookies.find((cookie) => cookie.startsWith(session)) ?? ''
  expect(set.split('; ').slice(1).sort()).toEqual([
    'HttpOnly',
    'Path=/',
    'SameSite=Strict',
    'Secure',
  ])
  expect(session.length).toBeLessThan(200)
  const decoded = Buffer.from(session.split('=')[1] ?? '', 'base64url')
  expect(decoded.length).toBe(32)
  expect(decoded.toString('latin1')).not.toMatch(/root|user|\d{6}/)
})

test('A09 fifty sign-ins have fifty ids', async ({ enter }) => {
  const ids = new Set<string>()
  for (let i = 0; i < 50; i += 1) ids.add((await enter('guest')).cookie)
  expect(ids.size).toBe(50)
  for (const id of ids) expect(id).toMatch(/^__Host-Http-sid=[\w-]{43}$/)
})

test('A16 whom GitLab does not let in gets no session, and the tokens are revoked', async ({
  gitlab,
  stack,
}) => {
  await gitlab.control.fault({
    method: 'GET',
    path: '/api/v4/user',
    mode: 'status',
    status: 403,
    body: { message: '403 Forbidden - Your account has been blocked.' },
  })
  const answer = await finish(await begin(stack.console.origin))
  expect(answer.status).toBe(403)
  expect(sessionOf(answer)).toBeNull()
  await expect
    .poll(async () => (await gitlab.control.requests('POST', /oauth\/revoke/)).length)
    .toBe(2)
})

test('A20 after signing in nobody is led away', async ({ stack }) => {
  const { origin } = stack.console
  const targets = [
    '//e.example',
    '/\\e.example',
    '/\t/e.example',
    'https:e.example',
    'https://e.example/',
    '\\\\e.example',
    '/%5ce.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/auth/logout',
    '/api/session',
    '@e.example',
    `/${'x'.repeat(5_000)}`,
    '/settings\r\nSet-Cookie: x=1',
  ]
  for (const returnTo of targets) {
    const answer = await finish(await begin(origin, { returnTo }))
    expect(answer.status, returnTo).toBe(200)
    expect(answer.text, returnTo).toContain('content="0;url=/"')
    expect(answer.headers.location, returnTo).toBeUndefined()
  }
  const kept = await finish(await begin(origin, { returnTo: '/settings?a=b' }))
  expect(kept.text).toContain('content="0;url=/settings?a=b"')
})

test('A21 the console’s address is never taken from the request', async ({ stack }) => {
  const { origin } = stack.console
  for (const path of [
    '/auth/login',
    '/auth/login?return_to=%2Fsettings',
    '/auth/callback?code=x&state=y',
    '/login',
    '/fleet',
    '/settings',
  ]) {
    const answer = await send('GET', `${origin}${path}`, {
      Host: 'evil.example',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Port': '1',
      Forwarded: 'host=evil.example;proto=https',
    })
    expect(JSON.stringify(answer.headers) + answer.text, path).not.toContain('evil.example')
    if (path.startsWith('/auth/login')) {
      const to = new URL(String(answer.headers.location)).searchParams.get('redirect_uri')
      expect(to).toBe(`${origin}/auth/callback`)
    }
  }
})

test('A33 two tabs sign in at the same time, and both end signed in', async ({ stack }) => {
  const { origin } = stack.console
  const first = await begin(origin)
  const second = await begin(origin, { cookies: first.cookies })
  const late = await finish(second)
  const jar = [...second.cookies, sessionOf(late) ?? '']
  const early = await finish({ back: first.back, cookies: jar })
  expect(late.status).toBe(200)
  expect(early.status).toBe(200)
  const person = new Person(origin, sessionOf(early) ?? '')
  expect((await person.call('GET', '/api/session')).json()).toMatchObject({ authenticated: true })
})
