import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../lib/cli/process.ts'
import { expect, stackTestWith } from './fixtures.ts'
import { promtool } from './promtool.ts'
import { metricsToken, scrape } from './scraped.ts'

const test = stackTestWith({
  METRICS_TOKEN: metricsToken,
  SCAN_INTERVAL_S: '1',
  GITLAB_TOKEN: 'glpat-root-read',
})

const rules = join(root, 'docs', 'alerts.rules.yml')

test.describe('the sample of alert rules', () => {
  // The first test may have to install the package.
  test.setTimeout(300_000)

  test('is accepted by promtool', () => {
    const { status, said } = promtool('check', 'rules', rules)
    expect(said).toContain('SUCCESS')
    expect(status).toBe(0)
  })

  test('alerts when it should, and not when it should not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cluster-console-alerts-'))
    await cp(rules, join(folder, 'alerts.rules.yml'))
    await cp(join(root, 'e2e', 'alerts.test.yml'), join(folder, 'alerts.test.yml'))
    const { status, said } = promtool('test', 'rules', join(folder, 'alerts.test.yml'))
    await rm(folder, { recursive: true, force: true })
    expect(said).toContain('SUCCESS')
    expect(status).toBe(0)
  })

  test('asks for metrics that there are, and the document names them all', async ({ stack }) => {
    const { origin } = stack.console
    await expect.poll(async () => (await scrape(origin)).value('scan_whole')).toBe(1)
    // Counters with labels appear with their first event.
    const { text } = await scrape(origin)
    const shown = new Set(
      [...text.matchAll(/^# TYPE (cluster_console_\w+)/gm)].map(([, name = '']) => name),
    )
    const asked = (await readFile(rules, 'utf8')).match(/\bcluster_console_\w+/g) ?? []
    expect(asked.filter((name) => !shown.has(name))).toEqual([])
    const document = await readFile(join(root, 'docs', 'metrics.md'), 'utf8')
    const named = [...document.matchAll(/`(\w+)`/g)].map(([, name]) => `cluster_console_${name}`)
    expect([...shown].filter((name) => !named.includes(name))).toEqual([])
  })
})
