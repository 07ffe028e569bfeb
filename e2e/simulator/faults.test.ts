import { describe, expect, it } from 'vitest'
import { ask, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const CLUSTERS = '/api/v4/admin/clusters'

const addFault = (fault: object) =>
  fixture.control('POST', '/faults', { method: 'GET', path: CLUSTERS, ...fault })
const list = () => fixture.api({ as: 'root', call: 'GET /admin/clusters' })
const rename = () =>
  fixture.api({ as: 'root', call: 'PUT /admin/clusters/1', body: { name: 'renamed' } })
const nameNow = async () => {
  await fixture.control('DELETE', '/faults')
  return (await fixture.api({ as: 'root', call: 'GET /admin/clusters/1' })).json
}
const causeCode = (error: { cause?: { code?: string } }) => error.cause?.code

describe('modes', () => {
  it('status: 500 as GitLab words it by default', async () => {
    await addFault({ mode: 'status' })
    expect(await list()).toMatchObject({
      status: 500,
      json: { message: '500 Internal Server Error' },
    })
  })

  it('status: with headers and a body', async () => {
    await addFault({
      mode: 'status',
      status: 503,
      headers: { 'Retry-After': 7 },
      body: { message: 'down' },
    })
    const answer = await list()
    expect(answer).toMatchObject({ status: 503, json: { message: 'down' } })
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(answer.headers.get('content-type')).toBe('application/json')
  })

  it('status: with a text body', async () => {
    await addFault({ mode: 'status', status: 502, body: 'Bad gateway' })
    const answer = await list()
    expect(answer).toMatchObject({ status: 502, text: 'Bad gateway' })
    expect(answer.headers.get('content-type')).toBe('text/plain')
  })

  it('html: a page where JSON is expected', async () => {
    await addFault({ mode: 'html' })
    const answer = await list()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.text).toMatch(/^<!doctype html>/)
  })

  it('redirect', async () => {
    await addFault({ mode: 'redirect', location: 'https://elsewhere.example.test/' })
    const answer = await list()
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe('https://elsewhere.example.test/')
  })

  it('slow: the real answer, later', async () => {
    await addFault({ mode: 'slow', delay_ms: 100 })
    const startedAt = performance.now()
    expect((await list()).status).toBe(200)
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(99)
  })

  it('drip: headers at once, then the real body bit by bit', async () => {
    await addFault({ mode: 'drip', delay_ms: 30, bytes: 1000 })
    const startedAt = performance.now()
    const answer = await list()
    expect(answer.json).toMatchObject([{ id: 1 }, { id: 2 }])
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(59)
  })

  it('cut: half of the promised body, then the end', async () => {
    await addFault({ mode: 'cut', bytes: 20 })
    const response = await fetch(`${fixture.url}${CLUSTERS}`, {
      headers: { 'PRIVATE-TOKEN': 'glpat-root' },
    })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow('terminated')
  })

  it('reset: the connection is reset', async () => {
    await addFault({ mode: 'reset' })
    expect(await list().catch(causeCode)).toBe('ECONNRESET')
  })

  it('hang: no answer', async () => {
    await addFault({ mode: 'hang' })
    const signal = AbortSignal.timeout(150)
    await expect(fetch(`${fixture.url}${CLUSTERS}`, { signal })).rejects.toThrow('timeout')
  })

  it('refuse on a path: the connection closes without an answer', async () => {
    await addFault({ mode: 'refuse' })
    expect(await list().catch(causeCode)).toBe('UND_ERR_SOCKET')
  })

  it('refuse on everything: nobody listens, until the fault is lifted', async () => {
    await fixture.control('POST', '/faults', { path: '*', mode: 'refuse' })
    expect(await list().catch(causeCode)).toBe('ECONNREFUSED')
    await fixture.control('DELETE', '/faults')
    expect((await list()).status).toBe(200)
  })
})

describe('when', () => {
  it.each([
    ['before', 'shared-prod'],
    ['after', 'renamed'],
  ])('%s: the cluster is then called %s', async (when, name) => {
    await addFault({ method: 'PUT', path: `${CLUSTERS}/1`, mode: 'status', when })
    expect((await rename()).status).toBe(500)
    expect(await nameNow()).toMatchObject({ name })
  })

  it.each([
    ['before', 'shared-prod'],
    ['after', 'renamed'],
  ])('reset %s: the cluster is then called %s', async (when, name) => {
    await addFault({ method: 'PUT', path: `${CLUSTERS}/1`, mode: 'reset', when })
    expect(await rename().catch(causeCode)).toBe('ECONNRESET')
    expect(await nameNow()).toMatchObject({ name })
  })
})

describe('which requests', () => {
  const statuses = async (count: number) => {
    const seen: number[] = []
    for (let request = 0; request < count; request += 1) seen.push((await list()).status)
    return seen
  }

  it.each([
    ['all without nth and times', {}, [500, 500, 500]],
    ['the nth only', { nth: 2 }, [200, 500, 200]],
    ['the first few', { times: 2 }, [500, 500, 200]],
    ['a few from the nth on', { nth: 2, times: 2 }, [200, 500, 500, 200]],
  ])('%s', async (_, which, expected) => {
    await addFault({ mode: 'status', ...which })
    expect(await statuses(expected.length)).toEqual(expected)
  })

  it.each([
    ['/api/v4/*', 500],
    ['/api/v4/:a/clusters', 500],
    ['/api/v4/admin/clusters', 500],
    ['/api/v4/admin', 200],
    ['/api/v4/:a', 200],
    ['/api/v4/admin/clusters?page=2', 200],
  ])('the pattern %s gives %i', async (path, status) => {
    await addFault({ path, mode: 'status' })
    expect((await list()).status).toBe(status)
  })

  it('a pattern with a query matches path and query', async () => {
    await addFault({ path: '*?page=2', mode: 'status' })
    const second = await fixture.api({ as: 'root', call: 'GET /admin/clusters?page=2' })
    expect([(await list()).status, second.status]).toEqual([200, 500])
  })

  it('another method is left alone', async () => {
    await addFault({ method: 'PUT', mode: 'status' })
    expect((await list()).status).toBe(200)
  })

  it('the OAuth endpoints can fail too', async () => {
    await addFault({ method: 'POST', path: '/oauth/token', mode: 'status', status: 502 })
    expect((await fetch(`${fixture.url}/oauth/token`, { method: 'POST' })).status).toBe(502)
  })

  it('the log tells the status that was sent', async () => {
    await fixture.control('DELETE', '/requests')
    await addFault({ mode: 'status', status: 503, times: 1 })
    await statuses(2)
    const { json } = await fixture.control('GET', '/requests')
    expect(json).toMatchObject([{ status: 503 }, { status: 200 }])
  })
})

describe('a share of the requests', () => {
  const failures = async (seed: number) => {
    await fixture.control('DELETE', '/faults')
    const path = '/api/v4/projects/*'
    await addFault({ path, mode: 'status', status: 503, probability: 0.3, seed })
    const answers = []
    for (let id = 1; id <= 60; id += 1) {
      answers.push((await fixture.api({ as: 'root', call: `GET /projects/${id}` })).status === 503)
    }
    return answers
  }

  it('is about as large as asked for, and the same for the same seed', async () => {
    const first = await failures(1)
    const count = first.filter(Boolean).length
    expect(count).toBeGreaterThan(8)
    expect(count).toBeLessThan(30)
    expect(await failures(1)).toEqual(first)
    expect(await failures(2)).not.toEqual(first)
  })

  it('gives a repetition its own chance', async () => {
    await addFault({ mode: 'status', status: 503, probability: 0.5, seed: 3 })
    const statuses = new Set<number>()
    for (let attempt = 0; attempt < 20; attempt += 1) statuses.add((await list()).status)
    expect(statuses).toEqual(new Set([200, 503]))
  })

  it('hits GraphQL as well', async () => {
    await addFault({ method: 'POST', path: '/api/graphql', mode: 'status', status: 502 })
    expect((await fixture.api({ as: 'root', ...ask('{ currentUser { id } }') })).status).toBe(502)
  })
})
