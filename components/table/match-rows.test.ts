import { expect, it } from 'vitest'
import { codeColumn, facetCounts } from './facet-counts.ts'
import { matchRows, type RowFilter } from './match-rows.ts'

interface Row {
  index: number
  name: string
  status: string
  tags: string[]
}
const rows: Row[] = [
  { index: 0, name: 'a1', status: 'on', tags: ['x'] },
  { index: 1, name: 'a2', status: 'off', tags: ['x', 'y'] },
  { index: 2, name: 'b1', status: 'on', tags: ['y'] },
  { index: 3, name: 'a3', status: 'off', tags: [] },
]
const status = (...wanted: string[]): RowFilter<Row> => ({
  id: 'status',
  passes: (row) => wanted.includes(row.status),
})
const tag = (wanted: string): RowFilter<Row> => ({
  id: 'tags',
  passes: (row) => row.tags.includes(wanted),
})

it.each<[string, string, RowFilter<Row>[], string, object, object]>([
  ['nothing', '', [], 'a1 a2 b1 a3', { on: 2, off: 2 }, { x: 2, y: 2 }],
  ['a search', 'a', [], 'a1 a2 a3', { on: 1, off: 2 }, { x: 2, y: 1 }],
  ['one filter', '', [status('on')], 'a1 b1', { on: 2, off: 2 }, { x: 1, y: 1 }],
  ['two filters', '', [status('on'), tag('x')], 'a1', { on: 1, off: 1 }, { x: 1, y: 1 }],
  ['all', 'b', [status('off'), tag('y')], '', { on: 1 }, {}],
])(
  '%s: the rows, and what each value of a facet would show',
  (_name, search, filters, names, byStatus, byTag) => {
    const match = matchRows(
      rows.filter((row) => row.name.includes(search)),
      filters,
    )
    expect(match.matching.map((row) => row.name).join(' ')).toBe(names)
    const counts = (id: string, valuesOf: (row: Row) => string[]) =>
      Object.fromEntries(facetCounts(match, id, codeColumn(rows, valuesOf)))
    expect(counts('status', (row) => [row.status])).toEqual(byStatus)
    expect(counts('tags', (row) => row.tags)).toEqual(byTag)
  },
)
