import { expect, test } from 'vitest'
import { z } from 'zod'
import { variablesOfMode, variablesSchema } from '#lib/server/config-variables.ts'
import { documents, read, sections } from './markdown.fixture.ts'

const text = read('docs/configuration.md')
const neededByMode: string[] = Object.values(variablesOfMode).flatMap(({ needed }) => needed)

/** The first two columns of a table's rows: variable and default. */
const rowsOf = (body: string): [name: string, value: string][] =>
  [...body.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]+)`|(\w+)) \|/gm)].map(
    ([, name = '', value, word]) => [name, value ?? word ?? ''],
  )

function defaultOf(name: string, schema: z.ZodType): string {
  if (schema instanceof z.ZodPrefault) return String(schema.def.defaultValue)
  const isNeeded = !(schema instanceof z.ZodOptional) || neededByMode.includes(name)
  return isNeeded ? 'required' : 'none'
}

test('every variable has one row with its default, and no row is of another', () => {
  const there = Object.entries(variablesSchema.shape).map(([name, schema]) => [
    name,
    defaultOf(name, schema),
  ])
  expect(rowsOf(text).sort()).toEqual(there.sort())
})

test.each(Object.entries(variablesOfMode))(
  'what stands under AUTH_MODE=%s belongs to it',
  (mode, { needed, possible }) => {
    const own = sections(text).find(({ title }) => title === `With AUTH_MODE=${mode}`)
    const names = rowsOf(own?.body ?? '').map(([name]) => name)
    expect(names).toEqual(expect.arrayContaining([...needed]))
    expect([...needed, ...possible]).toEqual(expect.arrayContaining(names))
  },
)

/** Those of Node and of standards, which are not the console's own. */
const others = /^(NODE_ENV|NODE_EXTRA_CA_CERTS|NODE_OPTIONS|NODE_TLS_REJECT_UNAUTHORIZED|OTEL_\w+)$/

test('no document names a variable that does not exist', () => {
  const known = new Set(Object.keys(variablesSchema.shape))
  // By the words with which the console's variables begin: other names in capitals are not about it.
  const beginnings = [...new Set([...known].map((name) => name.split('_')[0]))].join('|')
  const own = new RegExp(`\\b(?:${beginnings}|NODE|OTEL)_[A-Z0-9_]*[A-Z0-9]\\b`, 'g')
  const unknown = documents().flatMap((document) =>
    (read(document).match(own) ?? [])
      .filter((name) => !known.has(name.replace(/_FILE$/, '')) && !others.test(name))
      .map((name) => `${document}: ${name}`),
  )
  expect(unknown).toEqual([])
})
