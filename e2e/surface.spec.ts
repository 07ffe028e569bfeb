import { connect } from 'node:net'
import { expect, stackTest as test } from './fixtures.ts'
import { send } from './person.ts'

/** What an answer of each kind carries, whoever made it: a page, a route, the framework. */
const pages = [
  '/login',
  '/fleet',
  '/settings',
  '/nowhere',
  '/auth/nowhere',
  '/healthz/nowhere',
  '/instance/clusters',
]
for (const path of pages) {
  test(`the page ${path} has a policy with a nonce of its own on every script`, async ({
    stack,
  }) => {
    const nonces = new Set<string>()
    for (const _ of [1, 2, 3]) {
      const { headers, text } = await send('GET', `${stack.console.origin}${path}`)
      const policy = String(headers['content-security-policy'])
      const nonce = /script-src 'nonce-([^']{22,})' 'strict-dynamic'/.exec(policy)?.[1] ?? ''
      nonces.add(nonce)
      for (const [, attributes = ''] of text.matchAll(/<script([^>]*)>/g)) {
        expect(attributes).toContain(`nonce="${nonce}"`)
      }
      for (const part of ["base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"]) {
        expect(policy).toContain(part)
      }
    }
    expect(nonces.size).toBe(3)
  })
}

const answers: [path: string, status: number][] = [
  ['/login', 200],
  ['/nowhere', 404],
  ['/api/session', 403],
  ['/api/nowhere', 403],
  ['/auth/callback', 400],
  ['/healthz', 200],
  ['/robots.txt', 200],
]
for (const [path, status] of answers) {
  test(`${path} answers ${status} with the headers that everything carries`, async ({ stack }) => {
    const { headers, status: got } = await send('GET', `${stack.console.origin}${path}`)
    expect(got).toBe(status)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers['cache-control']).toContain('no-store')
  })
}

test('the framework resizes no image and so fetches no address', async ({ stack, gitlab }) => {
  for (const url of ['/api/session', '/icon.svg', `${gitlab.url}/x.png`]) {
    const target = `/_next/image?url=${encodeURIComponent(url)}&w=64&q=75`
    expect((await send('GET', `${stack.console.origin}${target}`)).status).toBe(404)
  }
  expect(await gitlab.control.requests()).toEqual([])
})

test('a link on another site begins a sign-in of our own first', async ({
  stack,
  gitlab: _reset,
}) => {
  const url = `${stack.console.origin}/auth/login?return_to=%2Fsettings`
  const begun = await send('GET', url, { 'Sec-Fetch-Site': 'cross-site' })
  expect(begun.status).toBe(200)
  expect(begun.text).toContain('http-equiv="refresh"')
  expect((await send('GET', url, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303)
})

/** Sends a body that is promised to be huge and never ends; resolves with the answer's first line, or what ended it. */
function sendEndlessly(origin: string, path: string): Promise<string> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    const chunk = Buffer.alloc(16_384, 'x')
    let sent = 0
    socket.on('connect', () => {
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
      )
      const more = () => {
        if (socket.destroyed || sent > 4_000_000) return
        sent += chunk.length
        socket.write(`${chunk.length.toString(16)}\r\n`)
        socket.write(chunk)
        socket.write('\r\n', () => setImmediate(more))
      }
      more()
    })
    socket.on('data', (data: Buffer) => {
      resolve(data.toString().split('\r\n')[0] ?? '')
      socket.destroy()
    })
    socket.on('error', () => resolve('closed'))
    socket.on('close', () => resolve('closed'))
  })
}

for (const path of ['/auth/logout', '/api/scopes/instance/clusters']) {
  test(`an endless body to ${path} is not waited for`, async ({ stack }) => {
    expect(await sendEndlessly(stack.console.origin, path)).toMatch(/^HTTP\/1\.1 (2|4)\d\d|closed/)
  })
}
