import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { statusOf } from '#lib/contract/problem.ts'
import en from '#lib/messages/en.json'
import { read, root, sections, sectionsBelow } from './markdown.fixture.ts'

const text = read('docs/operations.md')

const rulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          for: z.string().optional(),
          labels: z.object({ severity: z.string() }),
          annotations: z.object({ runbook: z.string() }),
        }),
      ),
    }),
  ),
})
const alerts = rulesSchema
  .parse(parse(read('docs/alerts.rules.yml')))
  .groups.flatMap(({ rules }) => rules)

/** The first line of a section, and what follows it. */
function cut(body: string): [first: string, rest: string] {
  const [first = '', ...rest] = body.split('\n')
  return [first, rest.join('\n').trim()]
}

describe('alerts', () => {
  const told = sectionsBelow(text, 'Alerts')

  test('each has its heading, and no heading is of another', () => {
    expect(told.map(({ title }) => title).sort()).toEqual(alerts.map(({ alert }) => alert).sort())
  })

  test.each(alerts)('$alert: severity, patience, something to do, and its link', (rule) => {
    const [first, rest] = cut(told.find(({ title }) => title === rule.alert)?.body ?? '')
    const patience = rule.for === undefined ? 'at once' : `after ${rule.for}`
    expect(first).toBe(`${rule.labels.severity} · ${patience}`)
    expect(rest.length).toBeGreaterThan(80)
    expect(rule.annotations.runbook).toBe(`docs/operations.md#${rule.alert.toLowerCase()}`)
  })
})

describe('problem codes', () => {
  const told = sectionsBelow(text, 'Problem codes')
  const titles: Record<string, unknown> = en.errors

  test('each has its heading, and no heading is of another', () => {
    expect(told.map(({ title }) => title).sort()).toEqual(Object.keys(statusOf).sort())
  })

  test.each(Object.entries(statusOf))(
    '%s: status %d, the title people see, more',
    (code, status) => {
      const [first, rest] = cut(told.find(({ title }) => title === code)?.body ?? '')
      const { title } = z.object({ title: z.string() }).parse(titles[code])
      expect(first).toBe(`${status} · “${title}”`)
      expect(rest.length).toBeGreaterThan(20)
    },
  )
})

describe('what the process says', () => {
  const sources = ['lib/server', 'lib/cli', 'app']
    .flatMap((folder) =>
      readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
        .filter((name) => /(?<!\.test|\.fixture)\.ts$/.test(name))
        .map((name) => read(`${folder}/${name}`)),
    )
    .join('\n')
  const quoted = (title: string) =>
    (sections(text).find((section) => section.title === title)?.body ?? '')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)])
      .map(([, words = '']) => words)

  test.each(quoted('Refused starts'))('a start may be refused with: %s', (words) => {
    expect(sources).toContain(words)
  })
  test.each(quoted('Lines of the log'))('a line of the log may be: %s', (event) => {
    expect(sources).toContain(`'${event}'`)
  })
})
