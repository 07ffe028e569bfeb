import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { fleetEnd } from '#lib/contract/fleet.fixture.ts'
import { config } from '../config.ts'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { schema } from '../gitlab/request.fixture.ts'
import { json, standIn } from '../gitlab/stand-in.fixture.ts'
import { ServerProblem } from '../problem.ts'
import { type Store, store } from '../store/store.ts'
import { answerMetrics } from './exposition.ts'
import { summarise } from './fleet-summary.ts'

const token = 'fake-metrics-token-1'
let kept: Store
beforeAll(async () => {
  setFakeEnvironment({
    METRICS_TOKEN: token,
    SCAN_INTERVAL_S: '300',
    GITLAB_TOKEN: 'glpat-fake-reading-1',
  })
  kept = await store()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const ask = (authorization?: string) =>
  answerMetrics(
    new Request('http://localhost:3000/metrics', {
      headers: authorization === undefined ? {} : { authorization },
    }),
  )
const shown = async () => (await ask(`Bearer ${token}`)).text()

const refused: [what: string, authorization: string | undefined][] = [
  ['nothing', undefined],
  ['another token', 'Bearer fake-metrics-token-2'],
  ['a part of it', `Bearer ${token.slice(0, -1)}`],
  ['it and more', `Bearer ${token}x`],
  ['another scheme', `Basic ${token}`],
  ['no token', 'Bearer'],
]
test.each(refused)('with %s it is 401', async (_, authorization) => {
  const answer = await ask(authorization)
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  expect(await answer.text()).not.toContain('process_')
})

test('with the token it is text for Prometheus that nobody keeps', async () => {
  const answer = await ask(`bearer ${token}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const text = await answer.text()
  expect(text).toContain('process_resident_memory_bytes ')
  expect(text).toContain('cluster_console_store_up 1')
})

test('without METRICS_TOKEN it does not exist', async () => {
  vi.spyOn(config(), 'metrics', 'get').mockReturnValue(null)
  expect((await ask(`Bearer ${token}`)).status).toBe(404)
})

test('calls to GitLab are counted by pattern and result', async () => {
  const gitlab = await standIn((response, { url }) =>
    url.includes('/3')
      ? json(response, { message: 'Retry later' }, 429, { 'Retry-After': '7' })
      : json(response, { id: 1 }),
  )
  const read = (id: number) => gitlab.gitlab().get(`projects/${id}/clusters`, { schema })
  await read(1)
  await read(2)
  await expect(read(3)).rejects.toThrow(ServerProblem)
  await gitlab.close()
  const text = await shown()
  const counted = (result: string) =>
    `cluster_console_gitlab_requests_total{method="GET",route="projects/:id/clusters",result="${result}"}`
  expect(text).toContain(`${counted('2xx')} 2`)
  expect(text).toContain(`${counted('429')} 1`)
  expect(text).toContain('cluster_console_gitlab_rate_limit_waits_total{lane="interactive"} 1')
  expect(text).toContain(
    'cluster_console_gitlab_rate_limit_wait_seconds_total{lane="interactive"} 7',
  )
})

test('the last background scan is shown, whoever made it', async () => {
  expect(await shown()).not.toContain('cluster_console_fleet_')
  const summary = summarise({
    rows: [],
    problems: [],
    end: fleetEnd(),
    now: Date.now(),
    snoozed: new Set(),
  })
  await kept.fleetScans.take('somebody', 1, 0, 2)
  await kept.fleetScans.finish('somebody', JSON.stringify(summary), Date.now() - 5_000)
  const text = await shown()
  expect(text).toMatch(/cluster_console_scan_age_seconds 5\.\d*/)
  expect(text).toContain('cluster_console_scan_whole 1')
})

test('a result that nobody renews any more is not shown', async () => {
  vi.spyOn(config(), 'scan', 'get').mockReturnValue(null)
  expect(await shown()).not.toContain('cluster_console_scan_')
})

test('a result of another version is left out', async () => {
  vi.spyOn(kept.fleetScans, 'last').mockResolvedValue({ result: '{"v":9}', finishedAt: 1 })
  const text = await shown()
  expect(text).not.toContain('cluster_console_fleet_')
  expect(text).toContain('cluster_console_store_up 1')
})

test('without the store the rest is shown', async () => {
  vi.spyOn(kept.fleetScans, 'last').mockRejectedValue(new ServerProblem('store_unavailable'))
  expect(await shown()).toContain('cluster_console_store_up 0')
})
