import { send } from '../person.ts'
import { addressOf, guardedRoutes } from './routes.ts'
import { expect, test } from './watched.ts'

test('E15 no file of the project and no way in for operators is an address', async ({ stack }) => {
  const paths = [
    '/.env',
    '/.env.local',
    '/.git/config',
    '/.git/HEAD',
    '/package.json',
    '/package-lock.json',
    '/next.config.mjs',
    '/server.js',
    '/server.mjs',
    '/proxy.ts',
    '/_next',
    '/_next/../package.json',
    '/_next/server/server-reference-manifest.json',
    '/_next/static/../server/middleware.js',
    '/.next/BUILD_ID',
    '/debug',
    '/debug/pprof',
    '/server-status',
    '/actuator',
    '/console.db',
    '/data/console.db',
    '/lib/server/config.ts',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
  ]
  for (const path of paths) {
    const { status, text } = await send('GET', `${stack.console.origin}${path}`)
    expect([404, 308], path).toContain(status)
    expect(text, path).not.toMatch(/"dependencies"|\[core\]|ref: refs|SQLite format/)
  }
  const config = await send('GET', `${stack.console.origin}/api/config`, { 'X-CSRF': '1' })
  expect(config.status).toBe(404)
})

test('E17 an error tells what kind it is and a number to ask about, and nothing of the inside', async ({
  enter,
  gitlab,
  stack,
}) => {
  const root = await enter()
  const inside =
    /\n\s+at \S|node_modules|\/work\/|\/tmp\/|\.tsx?:\d|ECONN|undici|SQLITE|next-server|Whoops|fake-inside/
  await gitlab.control.fault({
    method: '*',
    path: '/api/*',
    mode: 'status',
    status: 500,
    body: '<h1>Whoops</h1> fake-inside of GitLab at app/controllers (x.rb:1)',
  })
  let failed = 0
  for (const pattern of guardedRoutes) {
    // A scan waits for a GitLab that fails, below.
    if (pattern === '/api/fleet') continue
    const answer = await root.call('GET', addressOf(pattern))
    expect(answer.text, pattern).not.toMatch(inside)
    if (answer.status < 400) continue
    failed += 1
    const problem = answer.json()
    expect(problem, pattern).toMatchObject({
      status: answer.status,
      request_id: expect.any(String),
    })
    const known = [
      'type',
      'title',
      'status',
      'code',
      'request_id',
      'errors',
      'retry_after',
      'token_id',
    ]
    expect(
      Object.keys(problem).filter((key) => !known.includes(key)),
      pattern,
    ).toEqual([])
  }
  expect(failed).toBeGreaterThan(8)
  const scan = root.call('GET', '/api/fleet')
  await expect
    .poll(async () => (await root.call('GET', '/api/fleet?do=look')).text)
    .toContain('"waiting_for":"upstream_failed"')
  const stopped = await root.call('GET', '/api/fleet?do=stop')
  for (const { status, text } of [await scan, stopped]) {
    expect(status).toBe(200)
    expect(text).toContain('"state":"stopped"')
    expect(text).not.toMatch(inside)
  }
  for (const path of ['/nowhere', '/instance/clusters/nowhere', '/auth/callback?code=x&state=y']) {
    expect((await send('GET', `${stack.console.origin}${path}`)).text, path).not.toMatch(inside)
  }
})
