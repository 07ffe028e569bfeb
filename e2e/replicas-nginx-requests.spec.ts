import { expect, test } from './behind-nginx.ts'
import { send } from './person.ts'
import { head, sendRaw } from './security/raw.ts'

/** What ends at the nginx of docs/nginx.example.conf, because the framework would answer it before our code. */

test('C10 B15 no request makes anything be fetched from elsewhere, and none becomes a socket', async ({
  replicas,
  gitlab,
}) => {
  const { origin } = replicas
  const host = new URL(origin).host
  const end = `Host: ${host}\r\nConnection: close\r\n\r\n`
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
    const answer = await sendRaw(origin, `${first}\r\n${end}`)
    expect(statuses, `${first}: ${answer.status}`).toContain(answer.status)
    expect(answer.headers.get('location') ?? '/', first).toMatch(/^\/(?!\/)/)
  }
  for (const path of ['/', '/api/session', '/_next/webpack-hmr']) {
    const upgrade = [
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ]
    const text = [
      `GET ${path} HTTP/1.1`,
      `Host: ${host}`,
      'Connection: close, Upgrade',
      ...upgrade,
      '',
      '',
    ].join('\r\n')
    expect((await sendRaw(origin, text)).status, path).not.toBe(101)
  }
  expect(await gitlab.control.requests()).toEqual([])
})

test('C12 a request that two parsers could read in two ways is read by none', async ({
  replicas,
}) => {
  const { origin } = replicas
  const host = `Host: ${new URL(origin).host}`
  const post = 'POST /auth/logout HTTP/1.1'
  const requests: [name: string, lines: string[]][] = [
    ['two lengths', [post, host, 'Content-Length: 1', 'Content-Length: 2', '', 'xx']],
    [
      'a length and chunks',
      [post, host, 'Content-Length: 1', 'Transfer-Encoding: chunked', '', '0', '', ''],
    ],
    ['odd chunks', [post, host, 'Transfer-Encoding: xchunked', '', '0', '', '']],
    ['a length that is none', [post, host, 'Content-Length: +1', '', 'x']],
    ['a space before the colon', ['GET /login HTTP/1.1', host, 'X-A : b', '', '']],
    ['no host', ['GET /login HTTP/1.1', '', '']],
    ['two hosts', ['GET /login HTTP/1.1', host, 'Host: evil.example', '', '']],
    ['a host that is none', ['GET /login HTTP/1.1', 'Host: a b', '', '']],
    ['20 KiB in one header', ['GET /login HTTP/1.1', host, `X-A: ${'x'.repeat(20_480)}`, '', '']],
    ['NUL in a header', ['GET /login HTTP/1.1', host, 'X-A: \0', '', '']],
  ]
  for (const [name, lines] of requests) {
    const { status } = await sendRaw(origin, lines.join('\r\n'))
    expect([400, 414, 431, 501], `${name}: ${status}`).toContain(status)
  }
})

test('D12 F01 what the framework would answer by itself is refused or completed here', async ({
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
  ]) {
    expect((await sendRaw(origin, head(origin, 'GET', path))).status, path).toBe(400)
  }
  for (const method of ['TRACE', 'PROPFIND', 'CONNECT', 'foo']) {
    const { status } = await sendRaw(origin, head(origin, method, '/api/session'))
    expect([400, 405], method).toContain(status)
  }
  const redirect = await send('GET', `${origin}/settings/`)
  expect(redirect.status).toBe(308)
  for (const path of ['/settings/', '/login', '/api/session', '/healthz']) {
    const { headers } = await send('GET', `${origin}${path}`)
    // Each exactly once: a list would mean that both set it.
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(String(headers['cache-control']), path).toContain('no-store')
    expect(typeof headers['content-security-policy'], path).toBe('string')
    expect(String(headers.server)).not.toMatch(/\d/)
  }
})
