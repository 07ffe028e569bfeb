import { expect, it } from 'vitest'
import { groupRows } from './group-rows.ts'

const rows = ['b1', 'a1', 'b2', 'c1']
const shape = (closed: string[]) =>
  groupRows(rows, (row) => row.slice(0, 1), new Set(closed)).map((item) =>
    item.kind === 'group' ? `${item.value}:${item.count}${item.isOpen ? '' : ' closed'}` : item.row,
  )

it.each([
  ['the largest first, then by name', [], ['b:2', 'b1', 'b2', 'a:1', 'a1', 'c:1', 'c1']],
  ['closed ones without their rows', ['b', 'c'], ['b:2 closed', 'a:1', 'a1', 'c:1 closed']],
])('%s', (_name, closed, expected) => {
  expect(shape(closed)).toEqual(expected)
})

it('no rows, no groups', () => {
  expect(groupRows([], String, new Set())).toEqual([])
})
