import { expect, test } from 'vitest'
import { isHeldUp, type Waiting } from './waiting.ts'

const status: Waiting = { columns: ['status'], note: '1 of 2' }
const cases: [
  what: string,
  waiting: Waiting | null,
  sort: string,
  filter: string[],
  is: boolean,
][] = [
  ['nothing is waited for', null, 'status', ['status'], false],
  ['neither order nor filter needs it', status, 'name', ['type'], false],
  ['the order needs it', status, 'status', [], true],
  ['a filter needs it', status, 'name', ['type', 'status'], true],
]
test.each(cases)('%s', (_what, waiting, sort, filters, is) => {
  const columnFilters = filters.map((id) => ({ id }))
  expect(isHeldUp(waiting, { sorting: [{ id: sort }], columnFilters })).toBe(is)
})
