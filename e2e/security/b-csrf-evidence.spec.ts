import { count } from './figures.ts'
import { apiCalls, expect, test } from './watched.ts'
import { everyWrite } from './writes.ts'

/** B: on every write that the build has, with one piece of evidence wrong. */
type Change = Record<string, string | null>
const other = (origin: string): Record<string, string> => {
  const { port } = new URL(origin)
  return {
    evil: 'https://evil.example',
    scheme: `https://localhost:${port}`,
    port: 'http://localhost:1',
    longer: `http://localhost.evil.example:${port}`,
    case: `http://LOCALHOST:${port}`,
    dot: `http://localhost.:${port}`,
    ip: `http://127.0.0.1:${port}`,
    path: `${origin}/`,
  }
}
const noSite: Change = { 'Sec-Fetch-Site': null }

const evidence: [title: string, changes: (origin: string) => Change[]][] = [
  [
    'B01 without X-CSRF, or with another value of it',
    () => [{ 'X-CSRF': null }, { 'X-CSRF': '' }, { 'X-CSRF': '0' }, { 'X-CSRF': '1, 1' }],
  ],
  ['B02 from another site', () => [{ 'Sec-Fetch-Site': 'cross-site' }]],
  [
    'B03 from a sister site',
    () => [
      { 'Sec-Fetch-Site': 'same-site', Origin: 'http://sister.localhost' },
      { 'Sec-Fetch-Site': 'same-site' },
    ],
  ],
  ['B04 from the address bar', () => [{ 'Sec-Fetch-Site': 'none' }]],
  [
    'B05 from another origin, by an old browser',
    (origin) => Object.values(other(origin)).map((Origin) => ({ ...noSite, Origin })),
  ],
  ['B06 from the origin null', () => [{ Origin: 'null' }, { ...noSite, Origin: 'null' }]],
  ['B07 with neither Origin nor Sec-Fetch-Site', () => [{ ...noSite, Origin: null }]],
  [
    'B16 with a Sec-Fetch-Site that is doubled or unknown',
    () =>
      ['same-origin, same-origin', 'same-origin,cross-site', 'foo', ''].map((site) => ({
        'Sec-Fetch-Site': site,
      })),
  ],
]
for (const [title, changes] of evidence) {
  test(`${title}: every write is refused`, async ({ enter, gitlab, stack }) => {
    const root = await enter()
    const writes = await everyWrite(root)
    expect(writes.length).toBeGreaterThan(10)
    const accepted: string[] = []
    let asked = 0
    for (const { method, path } of writes) {
      for (const headers of changes(stack.console.origin)) {
        const answer = await root.call(method, path, { body: {}, headers })
        asked += 1
        const isRefused = answer.status === 403 && answer.json().code === 'csrf'
        if (!isRefused)
          accepted.push(`${method} ${path} ${JSON.stringify(headers)}: ${answer.status}`)
      }
    }
    count('writes accepted with wrong CSRF evidence', accepted.length, asked)
    expect(accepted).toEqual([])
    const calls = await apiCalls(gitlab)
    count('upstream calls for refused requests', calls.length, asked)
    expect(calls).toEqual([])
  })
}

const types = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-7',
  'text/json',
  'application/jsonp',
  'application/json, text/plain',
]
test('B08 a body that is not declared as JSON: every write is refused', async ({
  enter,
  gitlab,
}) => {
  const root = await enter()
  let asked = 0
  for (const { method, path } of await everyWrite(root)) {
    const untyped =
      method === 'DELETE' || path === '/auth/logout' || path.startsWith('/api/sessions')
        ? []
        : [null]
    for (const type of [...types, ...untyped]) {
      const headers = { 'Content-Type': type }
      const answer = await root.call(method, path, { body: '{}', headers })
      asked += 1
      expect(answer.status, `${method} ${path} ${type}`).toBe(415)
    }
  }
  const calls = await apiCalls(gitlab)
  count('upstream calls for refused requests', calls.length, asked)
  expect(calls).toEqual([])
})
