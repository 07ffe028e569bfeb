import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { type Answerer, json, type StandIn, standIn } from '../gitlab/stand-in.fixture.ts'
import { type Store, store } from '../store/store.ts'
import { startBackgroundScan } from './background-scan.ts'
import { metrics } from './registry.ts'

let gitlab: StandIn
let kept: Store
let answer: Answerer

beforeAll(async () => {
  gitlab = await standIn((response, seen, count) => answer(response, seen, count))
  setFakeEnvironment({
    GITLAB_URL: gitlab.url,
    METRICS_TOKEN: 'fake-metrics-token-1',
    GITLAB_TOKEN: 'glpat-fake-reading-1',
    SCAN_INTERVAL_S: '1',
    SCAN_RETRY_S: '1',
    SCAN_LEASE_S: '1',
  })
  kept = await store()
})
afterAll(() => gitlab.close())
afterEach(() => {
  vi.restoreAllMocks()
})

const outcomes = async () => {
  const { values } = await metrics().scans.get()
  return Object.fromEntries(values.map(({ labels, value }) => [labels.outcome, value]))
}
const isOwnToken = (url: string) => url.endsWith('/personal_access_tokens/self')

test('who loses the scan to somebody else stops asking GitLab', async () => {
  const keep = vi.spyOn(kept.fleetScans, 'keep').mockResolvedValue(false)
  // Whatever else is asked never gets an answer.
  answer = (response, { url }) => isOwnToken(url) && json(response, { scopes: ['read_api'] })
  startBackgroundScan()
  await expect.poll(outcomes, { timeout: 5_000 }).toMatchObject({ stopped: 1 })
  expect(keep).toHaveBeenCalledOnce()
  expect(await kept.fleetScans.last()).toBeNull()
})

test('a token that can write is asked about, and nothing else', async () => {
  answer = (response) => json(response, { scopes: ['read_api', 'api'] })
  await expect.poll(outcomes, { timeout: 5_000 }).toHaveProperty('failed')
  gitlab.seen.length = 0
  await expect.poll(() => gitlab.seen.length, { timeout: 5_000 }).toBeGreaterThan(0)
  expect(gitlab.seen.every(({ url }) => isOwnToken(url))).toBe(true)
})
