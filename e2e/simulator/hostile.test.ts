import { request as httpsRequest } from 'node:https'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { runSimulator } from './simulator-fixture.ts'

/** Faults that a GitLab of good will has not: what stands between it and us, and what is put in its place. */
const fixture = runSimulator()
const CLUSTERS = '/api/v4/admin/clusters'
const AGENTS = '/api/v4/projects/1/cluster_agents'

const addFault = (fault: object) =>
  fixture.control('POST', '/faults', { method: 'GET', path: CLUSTERS, ...fault })
const list = () => fixture.api({ as: 'root', call: 'GET /admin/clusters' })
const head = (path: string) =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nPRIVATE-TOKEN: glpat-root\r\n\r\n`

/** Sends texts over one connection, each after the answer to the one before; gives all that came back. */
function overOneConnection(texts: string[]): Promise<string> {
  const { hostname, port } = new URL(fixture.url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let received = ''
    let answers = 0
    const next = () => socket.write(texts[answers] ?? '')
    socket.on('connect', next)
    socket.on('data', (data) => {
      received += data
      answers += 1
      if (answers < texts.length) next()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(received))
  })
}

describe('bodies', () => {
  it('cut in chunks: the end is missing', async () => {
    await addFault({ mode: 'cut', framing: 'chunked', bytes: 20 })
    const received = await overOneConnection([head(CLUSTERS)])
    expect(received).toMatch(/transfer-encoding: chunked/i)
    expect(received).not.toMatch(/\r\n0\r\n\r\n$/)
  })

  it('cut without a length: half of the JSON, and a clean end', async () => {
    await addFault({ mode: 'cut', framing: 'close', bytes: 20 })
    const answer = await list()
    expect(answer.status).toBe(200)
    expect(answer.text).toHaveLength(20)
    expect(answer.headers.get('content-length')).toBeNull()
    expect(answer.headers.get('connection')).toBe('close')
  })

  it('gzip bomb: a thousandth of what it unpacks to, an empty list', async () => {
    await addFault({ mode: 'gzip_bomb', bytes: 4 * 1024 * 1024 })
    const { hostname, port } = new URL(fixture.url)
    const response = await fetch(`http://${hostname}:${port}${CLUSTERS}`)
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(Number(response.headers.get('content-length'))).toBeLessThan(10_000)
    const text = await response.text()
    expect([text.length, JSON.parse(text)]).toEqual([4 * 1024 * 1024 + 2, []])
  })

  it('flood: so many bytes of an empty list', async () => {
    await addFault({ mode: 'flood', bytes: 3_000_000 })
    const answer = await list()
    expect([answer.text.length, answer.json]).toEqual([3_000_000, []])
  })

  it('invalid UTF-8 in a text', async () => {
    await addFault({ mode: 'invalid_utf8' })
    const response = await fetch(`${fixture.url}${CLUSTERS}`, {
      headers: { 'PRIVATE-TOKEN': 'glpat-root' },
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow()
    expect(JSON.parse(bytes.toString())).toHaveLength(2)
  })

  it('a malformed item, headers that are missing', async () => {
    await addFault({
      mode: 'alter',
      index: 1,
      set: { name: null, id: '2' },
      drop: 'domain',
      without: ['x-total'],
      headers: { 'X-Next-Page': '7' },
    })
    const answer = await list()
    const [first, second] = answer.json as Record<string, unknown>[]
    expect(first).toMatchObject({ id: 1, name: 'shared-prod' })
    expect(second).toMatchObject({ id: '2', name: null })
    expect(second).not.toHaveProperty('domain')
    expect(answer.headers.get('x-total')).toBeNull()
    expect(answer.headers.get('x-total-pages')).toBe('1')
    expect(answer.headers.get('x-next-page')).toBe('7')
  })
})

describe('lists', () => {
  const names = async (query = '') => {
    const answer = await fixture.api({
      as: 'root',
      call: `GET /projects/1/cluster_agents${query}`,
    })
    const total = answer.headers.get('x-total')
    return [(answer.json as { name: string }[]).map(({ name }) => name), total]
  }

  it('lag_list: what was created is in them only later', async () => {
    await addFault({ path: AGENTS, mode: 'lag_list', delay_ms: 5_000 })
    await fixture.api({
      as: 'root',
      call: 'POST /projects/1/cluster_agents',
      body: { name: 'new' },
    })
    expect(await names()).toEqual([['edge', 'inside', 'prod', 'staging'], '4'])
    await fixture.control('POST', '/clock', { advance_s: 6 })
    expect(await names()).toEqual([['edge', 'inside', 'new', 'prod', 'staging'], '5'])
  })

  it('shrink: between one page and the next', async () => {
    await addFault({ path: `${AGENTS}?page=2&*`, mode: 'shrink', rows: 1 })
    expect(await names('?page=1&per_page=2')).toEqual([['edge', 'inside'], '4'])
    expect(await names('?page=2&per_page=2')).toEqual([['staging'], '3'])
  })
})

describe('connections', () => {
  it('close_idle: closed as the second request comes over one, and never at the first', async () => {
    await addFault({ mode: 'close_idle' })
    const received = await overOneConnection([head(CLUSTERS), head(CLUSTERS)])
    expect(received.match(/HTTP\/1\.1 200/g)).toHaveLength(1)
    expect(
      (
        await overOneConnection([
          head(CLUSTERS).replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'),
        ])
      ).slice(0, 12),
    ).toBe('HTTP/1.1 200')
  })

  it('tells how many there are, and how many requests were under way at most', async () => {
    await addFault({ mode: 'slow', delay_ms: 200 })
    await Promise.all([list(), list(), fixture.api({ as: 'guest', call: 'GET /admin/clusters' })])
    const { json } = await fixture.control('GET', '/traffic')
    expect(json).toMatchObject({ in_flight: 0, most_in_flight: 3 })
    await fixture.control('DELETE', '/requests')
    expect((await fixture.control('GET', '/traffic')).json).toMatchObject({ most_in_flight: 0 })
  })
})

describe('TLS', () => {
  const open = async (certificate: string) =>
    (await fixture.control('POST', '/tls', { certificate })).json as { url: string; ca: string }
  const ask = async (certificate: string, options: object = {}) => {
    const { url, ca } = await open(certificate)
    return new Promise<string>((resolve) => {
      const asked = httpsRequest(`${url}/api/v4/version`, { ca, ...options }, (response) => {
        response.resume()
        resolve(String(response.statusCode))
      })
      asked.on('error', (error: { code?: string }) => resolve(error.code ?? 'error'))
      asked.end()
    })
  }
  const requestsOf = async (certificate: string) => {
    const { json } = await fixture.control('GET', '/tls')
    return (json as { certificate: string; requests: number }[]).find(
      (listener) => listener.certificate === certificate,
    )?.requests
  }

  it.each([
    ['good', '401'],
    ['self_signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['expired', 'CERT_HAS_EXPIRED'],
    ['wrong_name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['old_protocol', 'EPROTO'],
  ])('%s: a careful client gets %s', async (certificate, outcome) => {
    const before = (await requestsOf(certificate)) ?? 0
    expect(await ask(certificate)).toBe(outcome)
    expect(await requestsOf(certificate)).toBe(before + (outcome === '401' ? 1 : 0))
  })

  it.each(['self_signed', 'expired', 'wrong_name'])(
    '%s: a careless client gets in',
    async (certificate) => {
      expect(await ask(certificate, { rejectUnauthorized: false })).toBe('401')
    },
  )

  it('old_protocol: a client of that time gets in', async () => {
    const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }
    expect(await ask('old_protocol', old)).toBe('401')
  })
})

it('another host tells what reached it', async () => {
  const { url } = (await fixture.control('GET', '/evil')).json as { url: string }
  await fetch(`${url}/stolen`, { headers: { 'PRIVATE-TOKEN': 'glpat-fake' } })
  expect((await fixture.control('GET', '/evil')).json).toMatchObject({
    requests: [{ method: 'GET', path: '/stolen', headers: { 'private-token': 'glpat-fake' } }],
  })
  await fixture.control('DELETE', '/evil')
  expect((await fixture.control('GET', '/evil')).json).toMatchObject({ requests: [] })
})
