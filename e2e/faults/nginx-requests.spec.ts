import { expect, test } from '../behind-nginx.ts'
import { send } from '../person.ts'
import { baselineFaults, typeOfRedirect } from '../security/baseline.ts'
import { head, sendRaw } from '../security/raw.ts'

/** What ends at the nginx of docs/deploy/nginx, because the framework would answer it before our code. */

/** What it answers itself says `nginx`, without a version; everything else about it is as with the console. */
async function answerTo(origin: string, text: string) {
  const { status, headers, body } = await sendRaw(origin, text)
  const { server, ...all } = Object.fromEntries(headers)
  expect(server ?? 'nginx').toBe('nginx')
  if (status !== 0) {
    const [first = ''] = text.split('\r\n')
    const told = {
      status,
      headers: { ...typeOfRedirect(status), ...all },
      text: body,
      json: () => JSON.parse(body),
    }
    expect(baselineFaults(`${origin}/`, told), first).toEqual([])
    expect(all['strict-transport-security'], first).toMatch(/^max-age=\d{8}/)
  }
  return { status, headers, body }
}

const end = (origin: string) => `Host: ${new URL(origin).host}\r\nConnection: close\r\n\r\n`

test('C10 no request makes anything be fetched from elsewhere', async ({ replicas, gitlab }) => {
  const { origin } = replicas
  const requests: [first: string, statuses: number[]][] = [
    ['GET http://169.254.169.254/ HTTP/1.1', [400, 421]],
    ['GET http://evil.example/login HTTP/1.1', [400, 421]],
    ['GET https://evil.example/login HTTP/1.1', [400, 421]],
    ['CONNECT 127.0.0.1:80 HTTP/1.1', [400, 405]],
    ['GET evil.example HTTP/1.1', [400]],
    ['GET \\\\evil.example/ HTTP/1.1', [400]],
    ['GET //evil.example/ HTTP/1.1', [308, 404]],
  ]
  for (const [first, statuses] of requests) {
    const answer = await answerTo(origin, `${first}\r\n${end(origin)}`)
    expect(statuses, `${first}: ${answer.status}`).toContain(answer.status)
    expect(answer.headers.get('location') ?? '/', first).toMatch(/^\/(?!\/)/)
  }
  expect(await gitlab.control.requests()).toEqual([])
})

test('B15 no request becomes a socket', async ({ replicas, gitlab }) => {
  const { origin } = replicas
  for (const path of ['/', '/login', '/api/session', '/_next/webpack-hmr']) {
    for (const from of [origin, 'https://evil.example']) {
      const text = [
        `GET ${path} HTTP/1.1`,
        `Host: ${new URL(origin).host}`,
        `Origin: ${from}`,
        'Connection: close, Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        '',
        '',
      ].join('\r\n')
      const { status } = await answerTo(origin, text)
      expect(status, path).toBeGreaterThanOrEqual(200)
    }
  }
  expect(await gitlab.control.requests()).toEqual([])
})

test('C12 a request that two parsers could read in two ways is read by none', async ({
  replicas,
}) => {
  const { origin } = replicas
  const host = `Host: ${new URL(origin).host}`
  const post = 'POST /auth/logout HTTP/1.1'
  const get = 'GET /login HTTP/1.1'
  const requests: [name: string, lines: string[]][] = [
    ['two lengths', [post, host, 'Content-Length: 1', 'Content-Length: 2', '', 'xx']],
    [
      'a length and chunks',
      [post, host, 'Content-Length: 1', 'Transfer-Encoding: chunked', '', '0', '', ''],
    ],
    ['odd chunks', [post, host, 'Transfer-Encoding: xchunked', '', '0', '', '']],
    ['a length that is none', [post, host, 'Content-Length: +1', '', 'x']],
    ['a space before the colon', [get, host, 'X-A : b', '', '']],
    ['no host', [get, '', '']],
    ['two hosts', [get, host, 'Host: evil.example', '', '']],
    ['a host that is none', [get, 'Host: a b', '', '']],
    ['20 KiB in one header', [get, host, `X-A: ${'x'.repeat(20_480)}`, '', '']],
    ['20 KiB in the address', [`GET /${'x'.repeat(20_480)} HTTP/1.1`, host, '', '']],
    ['NUL in a header', [get, host, 'X-A: \0', '', '']],
    ['a version that is none', ['GET /login HTTP/3.7', host, '', '']],
    ['no HTTP', ['\x16\x03\x01\x00\x05hello', '', '']],
  ]
  for (const [name, lines] of requests) {
    const { status } = await answerTo(origin, lines.join('\r\n'))
    expect([400, 414, 431, 501, 505], `${name}: ${status}`).toContain(status)
  }
})

test('D12 an address that is no UTF-8, and a method that nobody uses, are refused', async ({
  replicas,
}) => {
  const { origin } = replicas
  for (const path of [
    '/%ff',
    '/api/%ff',
    '/api/scopes/%c0%ae/clusters',
    '/%',
    '/%zz',
    '/api/%zz',
    '/%00',
    '/caf\xe9',
    '/api/\xff',
  ]) {
    expect((await answerTo(origin, head(origin, 'GET', path))).status, path).toBe(400)
  }
  for (const method of ['TRACE', 'PROPFIND', 'CONNECT', 'foo', 'get', 'PRI']) {
    const { status } = await answerTo(origin, head(origin, method, '/api/session'))
    expect([400, 405], method).toContain(status)
  }
})

test('F01 what the framework answers by itself is completed, and nothing is said twice', async ({
  replicas,
}) => {
  const { origin } = replicas
  for (const [path, status] of [
    ['/settings/', 308],
    ['//settings', 308],
    ['/login', 200],
    ['/api/session', 200],
    ['/api/nowhere', 404],
    ['/nowhere', 404],
    ['/healthz', 200],
    ['/_next/static/nothing.js', 404],
  ] as const) {
    const { headers, ...answer } = await send('GET', `${origin}${path}`, { 'X-CSRF': '1' })
    expect(answer.status, path).toBe(status)
    const { server, ...rest } = headers
    expect(server).toBe('nginx')
    const whole = { ...answer, headers: { ...typeOfRedirect(status), ...rest } }
    expect(baselineFaults(origin + path, whole), path).toEqual([])
    // A list would mean that both set it.
    for (const name of ['strict-transport-security', 'content-security-policy', 'cache-control']) {
      if (path.startsWith('/_next/') && name !== 'strict-transport-security') continue
      expect(typeof rest[name], `${path} ${name}`).toBe('string')
    }
  }
})

test('words between parts of the framework are not passed on', async ({ replicas }) => {
  const { origin } = replicas
  const plain = await send('GET', `${origin}/login`)
  for (const word of ['X-Middleware-Prefetch', 'X-Middleware-Subrequest']) {
    const answer = await send('GET', `${origin}/login`, { [word]: '1' })
    expect(answer.status, word).toBe(plain.status)
    expect(answer.text.length, word).toBeGreaterThan(1_000)
    expect(answer.headers['x-middleware-skip'], word).toBeUndefined()
  }
})
