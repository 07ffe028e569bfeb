import { stop } from '../lib/cli/process.ts'
import { expect, stackTest as test } from './fixtures.ts'
import { metricsToken, scrape } from './scraped.ts'
import { startReplica, startStack } from './stack.ts'

const env = {
  METRICS_TOKEN: metricsToken,
  SCAN_INTERVAL_S: '3600',
  SCAN_LEASE_S: '2',
  GITLAB_TOKEN: 'glpat-root-read',
}

test('of two replicas one scans, and both know the result', async ({ engine }) => {
  const stack = await startStack({ engine, env })
  const second = await startReplica(stack)
  try {
    for (const { origin } of [stack.console, second]) {
      await expect.poll(async () => (await scrape(origin)).value('scan_whole')).toBe(1)
    }
    const asked = await stack.gitlab.control.requests('GET', /personal_access_tokens\/self$/)
    expect(asked).toHaveLength(1)
  } finally {
    await stop(second.child)
    await stack.close()
  }
})

test('when the one that scans dies, the other scans in its place', async ({ engine }) => {
  const slow = { GITLAB_HEADERS_MS: '60000', GITLAB_READ_MS: '60000' }
  const stack = await startStack({ engine, env: { ...env, SCAN_INTERVAL_S: '2', ...slow } })
  const { control } = stack.gitlab
  await expect.poll(async () => (await scrape(stack.console.origin)).value('scan_whole')).toBe(1)
  await control.fault({ method: 'GET', path: '/api/v4/groups*', mode: 'hang' })
  await control.clearRequests()
  await expect.poll(() => control.requests('GET', /^\/api\/v4\/groups/)).not.toEqual([])
  // Its lease stays in the store: nobody gives it back.
  stack.console.child.kill('SIGKILL')
  await control.clearFaults()
  const second = await startReplica(stack)
  try {
    const age = async () => (await scrape(second.origin)).value('scan_age_seconds') ?? 99
    const counted = async () =>
      (await scrape(second.origin)).value('scans_total{outcome="whole"}') ?? 0
    await expect.poll(counted).toBeGreaterThan(0)
    expect(await age()).toBeLessThan(5)
  } finally {
    await stop(second.child)
    await stack.close()
  }
})

test('J01 one that is stopped in the middle of a scan gives it back at once', async ({
  engine,
}) => {
  const slow = { GITLAB_HEADERS_MS: '60000', GITLAB_READ_MS: '60000' }
  const stack = await startStack({
    engine,
    env: { ...env, SCAN_INTERVAL_S: '2', SCAN_LEASE_S: '3600', ...slow },
  })
  const { control } = stack.gitlab
  await expect.poll(async () => (await scrape(stack.console.origin)).value('scan_whole')).toBe(1)
  await control.fault({ method: 'GET', path: '/api/v4/groups*', mode: 'hang' })
  await control.clearRequests()
  await expect.poll(() => control.requests('GET', /^\/api\/v4\/groups/)).not.toEqual([])
  await stop(stack.console.child)
  await control.clearFaults()
  const second = await startReplica(stack)
  try {
    const counted = async () =>
      (await scrape(second.origin)).value('scans_total{outcome="whole"}') ?? 0
    await expect.poll(counted).toBeGreaterThan(0)
  } finally {
    await stop(second.child)
    await stack.close()
  }
})
