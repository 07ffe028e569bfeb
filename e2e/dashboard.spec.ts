import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '../lib/cli/process.ts'
import { expect, stackTestWith } from './fixtures.ts'
import { promtool } from './promtool.ts'
import { metricsToken, scrape } from './scraped.ts'

const test = stackTestWith({
  METRICS_TOKEN: metricsToken,
  SCAN_INTERVAL_S: '1',
  GITLAB_TOKEN: 'glpat-root-read',
})

// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's way of writing a variable.
const variable = z.literal('${datasource}')
const place = z.strictObject({
  x: z.number().int().min(0).max(23),
  y: z.number().int().min(0),
  w: z.number().int().min(1).max(24),
  h: z.number().int().min(1),
})
const rowSchema = z.object({
  type: z.literal('row'),
  id: z.number(),
  title: z.string(),
  gridPos: place,
})
const panelSchema = z.object({
  type: z.enum(['stat', 'timeseries']),
  id: z.number(),
  title: z.string().min(1),
  gridPos: place,
  datasource: z.object({ type: z.literal('prometheus'), uid: variable }),
  fieldConfig: z.object({
    defaults: z.object({ unit: z.string() }),
    overrides: z.array(z.never()),
  }),
  targets: z
    .array(
      z.object({
        refId: z.string(),
        expr: z.string().min(1),
        datasource: z.object({ uid: variable }),
      }),
    )
    .min(1),
})
/** What Grafana needs of a dashboard that people import (dashboard JSON model, schema 39). */
const dashboardSchema = z.object({
  title: z.string(),
  uid: z.string().max(40),
  schemaVersion: z.number(),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), type: z.enum(['datasource', 'query']) })),
  }),
  panels: z.array(z.discriminatedUnion('type', [rowSchema, panelSchema])),
})

async function readDashboard() {
  const text = await readFile(join(root, 'docs', 'grafana-dashboard.json'), 'utf8')
  const { panels, ...rest } = dashboardSchema.parse(JSON.parse(text))
  const drawn = panels.filter((panel) => panel.type !== 'row')
  const expressions = drawn.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({
      title,
      // As Grafana fills them in.
      expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$job', 'cluster-console'),
    })),
  )
  return { ...rest, panels, drawn, expressions }
}

test('the dashboard is whole: rows, panels that do not overlap, its own data source', async () => {
  const { panels, drawn, templating } = await readDashboard()
  expect(panels.flatMap((panel) => (panel.type === 'row' ? panel.title : []))).toEqual([
    'Fleet health',
    'Tokens and certificates',
    'GitLab',
    'Console',
    'Store',
  ])
  expect(templating.list.map(({ name }) => name)).toEqual(['datasource', 'job'])
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  expect(new Set(drawn.map(({ title }) => title)).size).toBe(drawn.length)
  const taken = new Set<string>()
  for (const { title, gridPos } of panels) {
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(taken.has(`${x} ${y}`), `${title} at ${x} ${y}`).toBe(false)
        taken.add(`${x} ${y}`)
      }
    }
  }
})

test('every expression is one that Prometheus understands', async () => {
  // The package may have to be installed.
  test.setTimeout(300_000)
  const { expressions } = await readDashboard()
  const rules = expressions.map(({ expr }, i) => ({ record: `panel:${i}`, expr }))
  const folder = await mkdtemp(join(tmpdir(), 'cluster-console-dashboard-'))
  const file = join(folder, 'panels.rules.yml')
  // JSON is YAML.
  await writeFile(file, JSON.stringify({ groups: [{ name: 'panels', rules }] }))
  const { status, said } = promtool('check', 'rules', file)
  await rm(folder, { recursive: true, force: true })
  expect(said).toContain(`${rules.length} rules found`)
  expect(status).toBe(0)
})

test('every panel asks for metrics that there are, and none of the console is left out', async ({
  stack,
}) => {
  const { origin } = stack.console
  await expect.poll(async () => (await scrape(origin)).value('scan_whole')).toBe(1)
  const { text } = await scrape(origin)
  const shown = new Map(
    [...text.matchAll(/^# TYPE (\w+) (\w+)/gm)].map(([, name = '', type = '']) => [name, type]),
  )
  const { expressions } = await readDashboard()
  const asked = new Set<string>()
  for (const { title, expr } of expressions) {
    const names = expr.match(/\b(?:cluster_console|process|nodejs)_\w+/g) ?? []
    expect(names, title).not.toEqual([])
    for (const name of names) {
      const bare = name.replace(/_bucket$/, '')
      const types = bare === name ? ['counter', 'gauge'] : ['histogram']
      expect(types, `${title}: ${name}`).toContain(shown.get(bare))
      asked.add(bare)
    }
  }
  const quiet = ['scan_duration_seconds', 'scan_interval_seconds', 'scan_requests']
  const left = [...shown.keys()].filter(
    (name) =>
      name.startsWith('cluster_console_') &&
      !asked.has(name) &&
      !quiet.includes(name.replace('cluster_console_', '')),
  )
  expect(left).toEqual([])
})
