import { send } from '../person.ts'
import { baselineFaults } from './baseline.ts'
import { expect, test } from './watched.ts'

const record = '/api/scopes/instance/clusters/1'
const update = { namespace_per_environment: true }

test('F01 F08 F15 an answer of every status carries the baseline, its media type and nothing about what runs here', async ({
  enter,
  gitlab,
  stack,
  watch,
}) => {
  const { origin } = stack.console
  const root = await enter()
  const outsider = await enter('outsider')
  await gitlab.control.fault({ method: 'GET', path: '/api/v4/groups', mode: 'status', status: 500 })
  const big = { ...update, name: 'x'.repeat(70_000) }
  const wanted: [status: number, ask: () => Promise<{ status: number }>][] = [
    [200, () => root.call('GET', record)],
    [204, () => outsider.call('POST', '/auth/logout')],
    [400, () => root.call('PUT', record, { body: '{' })],
    [401, () => send('GET', `${origin}${record}`, { 'X-CSRF': '1' })],
    [403, () => root.call('GET', record, { headers: { 'X-CSRF': null } })],
    [404, () => root.call('GET', '/api/scopes/instance/clusters/999')],
    [405, () => root.call('PATCH', record)],
    [413, () => root.call('PUT', record, { body: big })],
    [
      415,
      () => root.call('PUT', record, { body: '{}', headers: { 'Content-Type': 'text/plain' } }),
    ],
    [422, () => root.call('PUT', record, { body: {} })],
    [502, () => root.call('GET', '/api/groups')],
    [200, () => send('GET', `${origin}/login`)],
    [303, () => send('GET', `${origin}/auth/login`)],
    [400, () => send('GET', `${origin}/auth/callback?code=x&state=y`)],
    [404, () => send('GET', `${origin}/nowhere`)],
    [200, () => send('GET', `${origin}/robots.txt`)],
    [200, () => send('GET', `${origin}/icon.svg`)],
    [200, () => send('GET', `${origin}/healthz`)],
    [200, () => send('HEAD', `${origin}/login`)],
  ]
  for (const [status, ask] of wanted) expect((await ask()).status).toBe(status)
  const mine = watch.answers.filter(({ url }) => url.startsWith(origin))
  expect(mine.length).toBeGreaterThanOrEqual(wanted.length)
  for (const { url, answer } of mine) {
    expect(baselineFaults(url, answer)).toEqual([])
    const text = `${JSON.stringify(answer.headers)}`
    expect(text).not.toMatch(/next\.js|node\/|openresty|16\.4|\/work\/|node_modules/i)
    for (const name of Object.keys(answer.headers)) {
      expect(name).not.toMatch(
        /^x-(nextjs-(?!cache|prerender|stale|postponed)|middleware|matched|invoke)/,
      )
    }
  }
})

test('F09 what a person gets is kept by nobody, what the build made by everybody', async ({
  enter,
  stack,
}) => {
  const { origin } = stack.console
  const root = await enter()
  for (const path of [
    '/fleet',
    '/settings',
    '/instance/clusters',
    '/nowhere',
    record,
    '/api/session',
    '/api/nowhere',
  ]) {
    const answer = await root.call('GET', path)
    expect(answer.headers['cache-control'], path).toContain('no-store')
    expect(answer.headers.etag, path).toBeUndefined()
  }
  const { text } = await send('GET', `${origin}/login`)
  const assets = new Set(text.match(/\/_next\/static\/[\w./~-]+\.(js|css|woff2)/g))
  expect(assets.size).toBeGreaterThan(3)
  for (const asset of assets) {
    const answer = await send('GET', `${origin}${asset}`, { Cookie: root.cookie })
    expect(answer.status, asset).toBe(200)
    expect(answer.headers['cache-control'], asset).toContain('immutable')
    expect(answer.headers['set-cookie'], asset).toBeUndefined()
  }
})
