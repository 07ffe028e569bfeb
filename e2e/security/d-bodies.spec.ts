import { count } from './figures.ts'
import { head, sendRaw } from './raw.ts'
import { apiCalls, expect, test } from './watched.ts'

const record = '/api/scopes/instance/clusters/1'
const limit = 64 * 1024
const own = (origin: string, cookie: string) => [
  `Cookie: ${cookie}`,
  'X-CSRF: 1',
  `Origin: ${origin}`,
  'Sec-Fetch-Site: same-origin',
  'Content-Type: application/json',
]

test('D01 a body that is declared too long is refused at once', async ({
  enter,
  gitlab,
  stack,
}) => {
  const { origin } = stack.console
  const root = await enter()
  for (const length of [limit + 1, 2 ** 30]) {
    const lines = [...own(origin, root.cookie), `Content-Length: ${length}`]
    const answer = await sendRaw(origin, head(origin, 'PUT', record, lines))
    expect(answer.status, String(length)).toBe(413)
    expect(answer.body).toContain('body_too_large')
  }
  expect(await apiCalls(gitlab)).toEqual([])
})

test('D03 a body without end is cut', async ({ enter, gitlab, stack }) => {
  const { origin } = stack.console
  const root = await enter()
  const lines = [...own(origin, root.cookie), 'Transfer-Encoding: chunked']
  const chunk = `4000\r\n${'x'.repeat(16_384)}\r\n`
  for (const [method, path] of [
    ['PUT', record],
    ['POST', '/api/projects/1/agents'],
  ] as const) {
    const answer = await sendRaw(origin, head(origin, method, path, lines), chunk)
    // Whether the answer still arrives is the network's business; that no more is read is ours.
    expect([0, 413], path).toContain(answer.status)
    expect(answer.sent, path).toBeLessThan(8_000_000)
  }
  expect(await apiCalls(gitlab)).toEqual([])
  expect((await root.call('GET', record)).status).toBe(200)
})

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
const good = '"namespace_per_environment":true'
const bad: [name: string, text: string, statuses: number[]][] = [
  ['ten thousand levels', nested(10_000), [400]],
  ['brackets without end', '['.repeat(60_000), [400]],
  [
    'seven thousand keys',
    `{${Array.from({ length: 7_000 }, (_, i) => `"k${i}":1`).join()}}`,
    [422, 413],
  ],
  ['a prototype', `{${good},"__proto__":{"isAdmin":true}}`, [400, 422]],
  ['a constructor', `{${good},"constructor":{"prototype":{"isAdmin":true}}}`, [422]],
  ['infinity', `{${good},"management_project_id":1e400}`, [400, 422]],
  ['a lone surrogate', `{${good},"name":"\\ud800"}`, [400]],
  ['NUL', `{${good},"name":"a\\u0000b"}`, [400]],
  ['a byte order mark', `\ufeff{${good}}`, [400]],
  ['UTF-16', Buffer.from(`{${good}}`, 'utf16le').toString('latin1'), [400]],
  ['nothing', '', [400, 422]],
  ['a text', '"x"', [422]],
  ['null', 'null', [422]],
]
test('D04 JSON that is made to hurt is refused, and the next person feels nothing', async ({
  enter,
  gitlab,
}) => {
  const root = await enter()
  const maintainer = await enter('maintainer')
  for (const [name, body, statuses] of bad) {
    const { status } = await root.call('PUT', record, { body })
    expect(statuses, `${name}: ${status}`).toContain(status)
    const me = await maintainer.call('GET', '/api/session')
    expect(me.json()).toMatchObject({ user: { username: 'maintainer' } })
    expect(JSON.stringify(me.json())).not.toContain('isAdmin')
  }
  const calls = await apiCalls(gitlab)
  count('upstream calls for refused requests', calls.length, bad.length)
  expect(calls).toEqual([])
})

test('D05 of a key that comes twice one value counts, for GitLab and for the trail', async ({
  enter,
  gitlab,
}) => {
  const root = await enter()
  const answer = await root.call('PUT', record, {
    body: `{${good},"name":"first","name":"second"}`,
  })
  expect(answer.status).toBe(200)
  expect(answer.json()).toMatchObject({ name: 'second' })
  const [put] = await apiCalls(gitlab, 'PUT')
  expect(put?.body).toContain('second')
  expect(put?.body).not.toContain('first')
  const rows = await root.call('GET', '/api/audit?action=cluster.update')
  expect(rows.text).not.toContain('first')
})

test('D13 an error is a problem whatever the browser would rather have', async ({ enter }) => {
  const root = await enter()
  const wishes: Record<string, string>[] = [
    { Accept: 'text/html' },
    { Accept: 'image/*' },
    { 'Accept-Encoding': 'bogus' },
    { 'Accept-Language': 'x'.repeat(2_000) },
  ]
  for (const headers of wishes) {
    for (const path of ['/api/nowhere', `${record}9`, '/api/scopes/x/clusters']) {
      const answer = await root.call('GET', path, { headers })
      expect(answer.status, path).toBe(404)
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
      expect(answer.json()).toMatchObject({ status: 404, request_id: expect.any(String) })
    }
  }
})

test('D12 odd paths and two hundred cookies do no harm', async ({ enter, stack }) => {
  const { origin } = stack.console
  const root = await enter()
  const cookies = Array.from({ length: 200 }, (_, i) => `c${i}=${i}`).join('; ')
  expect(
    (await root.call('GET', record, { headers: { Cookie: `${cookies}; ${root.cookie}` } })).status,
  ).toBe(200)
  const long = await root.call('GET', `/api/${'x'.repeat(8_000)}`)
  expect(long.status).toBe(404)
  // What the framework makes of a path that is no UTF-8 is nginx's to prevent (docs/deploy/nginx).
  for (const path of ['/%ff', '/%c0%ae', '/%', '/%zz', '/api/%ff', '/api/%zz']) {
    const answer = await sendRaw(origin, head(origin, 'GET', path, ['X-CSRF: 1']))
    expect(answer.status, path).toBeGreaterThanOrEqual(400)
    expect(answer.body, path).not.toMatch(/\n\s+at \S|\/work\/|node_modules/)
  }
})
