import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ServerProblem } from '#lib/server/problem.ts'
import { codeOf, read, started, write } from './request.fixture.ts'
import { fakeToken, fakeTokens, json } from './stand-in.fixture.ts'

beforeEach(() => {
  // The shortest pause between two attempts.
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const html = { 'Content-Type': 'text/html' }
describe('401', () => {
  const expired = { error: 'invalid_token', error_description: 'Token is expired.' }
  const newToken = 'Bearer glpat-fake-access-token-0002'

  test.each([
    ['read', read],
    ['write', write],
  ] as const)('a %s goes on with a renewed token', async (_, operation) => {
    const renewed: string[] = []
    const server = await started((response, { headers }) =>
      headers.authorization === newToken ? json(response, { id: 1 }) : json(response, expired, 401),
    )
    await operation(server.gitlab({}, { tokens: fakeTokens(renewed) }))
    expect(renewed).toEqual([fakeToken])
    expect(server.seen).toHaveLength(2)
  })

  test('twice: sign in again, after one renewal', async () => {
    const renewed: string[] = []
    const server = await started((response) => json(response, { message: '401 Unauthorized' }, 401))
    const gitlab = server.gitlab({}, { tokens: fakeTokens(renewed) })
    expect(await codeOf(read(gitlab))).toBe('reauth_required')
    expect([renewed.length, server.seen.length]).toEqual([1, 2])
  })

  test('what the token source throws goes through', async () => {
    const server = await started((response) => json(response, expired, 401))
    const tokens = {
      ...fakeTokens(),
      renew: () => Promise.reject(new ServerProblem('store_unavailable')),
    }
    expect(await codeOf(read(server.gitlab({}, { tokens })))).toBe('store_unavailable')
  })

  test('as a page of some proxy renews nothing', async () => {
    const renewed: string[] = []
    const server = await started((response) => response.writeHead(401, html).end('<html>'))
    const gitlab = server.gitlab({}, { tokens: fakeTokens(renewed) })
    expect(await codeOf(read(gitlab))).toBe('upstream_invalid')
    expect(renewed).toEqual([])
  })
})
