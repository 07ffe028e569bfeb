import { expect, it } from 'vitest'
import { facetCounts, matchRows, type RowFilter } from './match-rows.ts'

interface Row {
  name: string
  status: string
  tags: string[]
}
const rows: Row[] = [
  { name: 'a1', status: 'on', tags: ['x'] },
  { name: 'a2', status: 'off', tags: ['x', 'y'] },
  { name: 'b1', status: 'on', tags: ['y'] },
  { name: 'a3', status: 'off', tags: [] },
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
    const match = matchRows(rows, (row) => row.name.includes(search), filters)
    expect(match.matching.map((row) => row.name).join(' ')).toBe(names)
    expect(Object.fromEntries(facetCounts(match, 'status', (row) => [row.status]))).toEqual(
      byStatus,
    )
    expect(Object.fromEntries(facetCounts(match, 'tags', (row) => row.tags))).toEqual(byTag)
  },
)
