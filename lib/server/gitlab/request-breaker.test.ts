import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { metrics } from '#lib/server/metrics/registry.ts'
import type { GitLabSettings } from './gitlab.ts'
import { codeOf, read, write } from './request.fixture.ts'
import {
  type Answerer,
  fakeTokens,
  json,
  type StandIn,
  settingsFor,
  standIn,
} from './stand-in.fixture.ts'
import { upstreamFor } from './upstream.ts'

beforeEach(() => {
  // The shortest pause between two attempts.
  vi.spyOn(Math, 'random').mockReturnValue(0)
  metrics().registry.resetMetrics()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const limits: Partial<GitLabSettings> = {
  breaker: { windowMs: 10_000, minCalls: 4, openMs: 10_000 },
  retryFloor: 1,
}
const failing: Answerer = (response) => response.writeHead(500).end()

async function started(answer: Answerer): Promise<StandIn> {
  const server = await standIn(answer)
  onTestFinished(server.close)
  return server
}
const readAll = (server: StandIn, count: number) =>
  Promise.all(Array.from({ length: count }, () => codeOf(read(server.gitlab(limits)))))
const counted = async (name: string) =>
  (await metrics().registry.getSingleMetric(`cluster_console_gitlab_${name}`)?.get())?.values

test('while it is open nothing reaches GitLab, and everybody hears why and until when', async () => {
  const server = await started(failing)
  await readAll(server, 4)
  for (const operation of [read, write]) {
    await expect(operation(server.gitlab(limits))).rejects.toMatchObject({
      code: 'upstream_paused',
      reason: 'upstream_failed',
      retryAfterS: 10,
    })
  }
  expect(server.seen).toHaveLength(4)
  expect(await counted('breaker_opened_total')).toMatchObject([{ value: 1 }])
})

test('not even a token is refreshed for it', async () => {
  const server = await started(failing)
  await readAll(server, 4)
  const current = vi.fn(fakeTokens().current)
  const tokens = { ...fakeTokens(), current }
  expect(await codeOf(read(server.gitlab(limits, { tokens })))).toBe('upstream_paused')
  expect(current).not.toHaveBeenCalled()
})

test('one success afterwards, and all is as before', async () => {
  let isDown = true
  const server = await started((response, ...rest) =>
    isDown ? failing(response, ...rest) : json(response, { id: 1 }),
  )
  const brief = { ...limits, breaker: { windowMs: 10_000, minCalls: 4, openMs: 300 } }
  const readOne = () => codeOf(read(server.gitlab(brief)))
  for (let index = 0; index < 4; index += 1) await readOne()
  isDown = false
  await new Promise((resolve) => setTimeout(resolve, 310))
  const { breaker } = upstreamFor(settingsFor(server.url, brief))
  expect(breaker.state).toBe('half_open')
  expect(await readOne()).toBe('ok')
  expect(await Promise.all(Array.from({ length: 10 }, readOne))).toEqual(Array(10).fill('ok'))
})

test('writes whose outcome is unknown open it as well; one that is refused was not sent', async () => {
  const server = await started(failing)
  const codes: string[] = []
  for (let index = 0; index < 6; index += 1) codes.push(await codeOf(write(server.gitlab(limits))))
  const [unknown, paused] = ['outcome_unknown', 'upstream_paused']
  expect(codes).toEqual([unknown, unknown, unknown, unknown, paused, paused])
})

test.each([401, 403, 404, 409, 422, 429])('%i never counts', async (status) => {
  const server = await started((response) => json(response, { message: 'no' }, status))
  const codes = new Set(await readAll(server, 20))
  expect(codes).not.toContain('upstream_paused')
})

test('browsers that leave never count', async () => {
  const server = await started(() => undefined)
  for (let index = 0; index < 8; index += 1) {
    const abort = new AbortController()
    const operation = codeOf(read(server.gitlab(limits, { signal: abort.signal })))
    await vi.waitFor(() => expect(server.seen).toHaveLength(index + 1))
    abort.abort()
    expect(await operation).toBe('request_timeout')
  }
})

test('beyond the budget nothing is tried again', async () => {
  const server = await started((response) => response.writeHead(502).end())
  const many = { ...limits, breaker: { windowMs: 10_000, minCalls: 100, openMs: 10_000 } }
  for (let index = 0; index < 4; index += 1) await codeOf(read(server.gitlab(many)))
  expect(server.seen).toHaveLength(5)
  expect(await counted('retries_total')).toMatchObject([{ value: 1 }])
  expect(await counted('retries_withheld_total')).toMatchObject([
    { labels: { reason: 'budget' }, value: 4 },
  ])
})

test('nor while it is open', async () => {
  const server = await started((response) => response.writeHead(502).end())
  const roomy = { ...limits, retryFloor: 100 }
  const codes = [1, 2, 3].map(() => codeOf(read(server.gitlab(roomy))))
  await Promise.all(codes)
  expect(server.seen.length).toBeLessThanOrEqual(6)
  expect(await codeOf(read(server.gitlab(roomy)))).toBe('upstream_paused')
})
