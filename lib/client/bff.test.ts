import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { inBackground } from './background.ts'
import { bff } from './bff.ts'
import { ProblemError } from './problem-error.ts'
import { sessionLost } from './session-lost.ts'
import { failedWrite } from './upstream.ts'

const schema = z.object({ id: z.number() })
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const path = '/api/scopes/instance/clusters/1'
const fetchMock = vi.fn<typeof fetch>()
const problem = (status: number, code: string) =>
  Response.json(
    { type: 'about:blank', title: code, status, code, request_id: 'r' },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  )
const sent = () => {
  const [url, init] = fetchMock.mock.calls.at(-1) ?? []
  return { url, ...init, headers: Object.fromEntries(new Headers(init?.headers)) }
}

beforeEach(() => {
  vi.stubGlobal('fetch', fetchMock)
  fetchMock.mockReset()
  sessionLost.clear()
  failedWrite.clear()
})
afterEach(() => vi.unstubAllGlobals())

describe('what is sent', () => {
  it('marks every call, and sends no body with a reading', async () => {
    fetchMock.mockResolvedValue(Response.json({ id: 1, more: 2 }))
    expect(await bff.get(path, { schema })).toEqual({ id: 1 })
    expect(sent()).toMatchObject({ url: path, method: 'GET', credentials: 'same-origin' })
    expect(sent().headers).toEqual({
      accept: 'application/json',
      'x-csrf': '1',
      'x-request-id': expect.stringMatching(uuid),
    })
  })

  it('names every call anew, and a failure by that name when a stranger answers', async () => {
    fetchMock.mockImplementation(async () => new Response('<html>', { status: 502 }))
    const failed = async () => {
      const error = await bff.get(path, { schema }).catch((thrown: unknown) => thrown)
      return error instanceof ProblemError ? error.problem.request_id : null
    }
    const ids = [await failed(), await failed()]
    expect(ids[1]).toBe(sent().headers['x-request-id'])
    expect(ids[0]).toMatch(uuid)
    expect(ids[0]).not.toBe(ids[1])
  })

  it('sends JSON, and nothing else that was not asked for', async () => {
    fetchMock.mockResolvedValue(Response.json({ id: 1 }))
    await bff.put(path, { schema, body: { enabled: false } })
    expect(sent().body).toBe('{"enabled":false}')
    expect(sent().headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-csrf': '1',
      'x-request-id': expect.stringMatching(uuid),
    })
  })

  it('deletes on condition', async () => {
    const readAt = 'Fri, 20 Nov 2026 12:00:00 GMT'
    fetchMock.mockResolvedValue(new Response(null, { status: 204 }))
    await expect(bff.delete(path, { ifUnmodifiedSince: readAt })).resolves.toBeUndefined()
    expect(sent().headers).toMatchObject({ 'if-unmodified-since': readAt })
  })

  it('says when no person asked for it', async () => {
    fetchMock.mockImplementation(async () => Response.json({ id: 1 }))
    await inBackground(() => bff.get(path, { schema }))
    expect(sent().headers).toMatchObject({ 'x-background': '1' })
    await bff.get(path, { schema })
    expect(sent().headers).not.toHaveProperty('x-background')
  })
})

describe('whom the page shows', () => {
  it('is said with every call, and stays who was there first', async () => {
    vi.resetModules()
    const { bff } = await import('./bff.ts')
    const { pagePerson } = await import('./page-person.ts')
    fetchMock.mockImplementation(async () => Response.json({ id: 1 }))
    await bff.get(path, { schema })
    expect(sent().headers).not.toHaveProperty('x-user-id')
    pagePerson.enter('7')
    pagePerson.enter('sso:8')
    await bff.put(path, { schema, body: {} })
    expect(sent().headers).toMatchObject({ 'x-user-id': '7' })
  })
})

describe('what comes back', () => {
  it('a problem is thrown with its code', async () => {
    fetchMock.mockResolvedValue(problem(412, 'changed_meanwhile'))
    await expect(bff.delete(path)).rejects.toMatchObject({ problem: { code: 'changed_meanwhile' } })
    expect(sessionLost.isLost()).toBe(false)
  })

  it('an answer of another shape is a problem, not data', async () => {
    fetchMock.mockResolvedValue(Response.json({ id: 'one' }))
    await expect(bff.get(path, { schema })).rejects.toMatchObject({ problem: { code: 'internal' } })
  })

  it('no answer stays a TypeError, an abort stays an abort', async () => {
    fetchMock.mockRejectedValue(new TypeError('Failed to fetch'))
    await expect(bff.get(path, { schema })).rejects.toThrow(TypeError)
    fetchMock.mockRejectedValue(new DOMException('', 'AbortError'))
    await expect(bff.get(path, { schema })).rejects.toThrow(DOMException)
  })

  it.each(['unauthenticated', 'reauth_required', 'session_changed'])(
    '%s tells that the session is lost',
    async (code) => {
      fetchMock.mockResolvedValue(problem(401, code))
      const listener = vi.fn()
      const unsubscribe = sessionLost.subscribe(listener)
      await expect(bff.get(path, { schema })).rejects.toThrow(ProblemError)
      expect(listener).toHaveBeenCalledOnce()
      expect(sessionLost.isLost()).toBe(true)
      unsubscribe()
    },
  )
})

describe('a write that fails because of GitLab', () => {
  const put = () => bff.put(path, { schema, body: {} }).catch(() => undefined)
  const get = (from: Parameters<typeof bff.get>[0]) => bff.get(from, { schema })

  it.each([
    [502, 'upstream_unreachable', 'upstream_unreachable'],
    [504, 'upstream_timeout', 'upstream_timeout'],
    [502, 'upstream_tls', 'upstream_tls'],
    [502, 'outcome_unknown', null],
    [422, 'validation_failed', null],
  ] as const)('%i %s is remembered as %s', async (status, code, remembered) => {
    fetchMock.mockResolvedValue(problem(status, code))
    await put()
    expect(failedWrite.error()?.problem.code ?? null).toBe(remembered)
  })

  it('a reading is not: its query knows', async () => {
    fetchMock.mockResolvedValue(problem(502, 'upstream_unreachable'))
    await get(path).catch(() => undefined)
    expect(failedWrite.error()).toBeNull()
  })

  it('is forgotten once GitLab has answered again, whatever else the console answers', async () => {
    fetchMock.mockResolvedValue(problem(502, 'upstream_unreachable'))
    await put()
    fetchMock.mockImplementation(async () => Response.json({ id: 1 }))
    await get('/api/session')
    await get('/api/audit?')
    await bff.post('/api/certificates/inspect', { schema, body: {} })
    expect(failedWrite.error()?.problem.code).toBe('upstream_unreachable')
    await get(path)
    expect(failedWrite.error()).toBeNull()
  })
})
