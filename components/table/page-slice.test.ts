import { expect, it } from 'vitest'
import { pageSlice } from './page-slice.ts'

it.each([
  [0, 1, 50, { page: 1, pageCount: 1, start: 0, end: 0 }],
  [3, 1, 50, { page: 1, pageCount: 1, start: 0, end: 3 }],
  [50, 1, 50, { page: 1, pageCount: 1, start: 0, end: 50 }],
  [51, 2, 50, { page: 2, pageCount: 2, start: 50, end: 51 }],
  [60, 9, 50, { page: 2, pageCount: 2, start: 50, end: 60 }],
  [0, 4, 50, { page: 1, pageCount: 1, start: 0, end: 0 }],
  [1000, 1, Infinity, { page: 1, pageCount: 1, start: 0, end: 1000 }],
  [0, 1, Infinity, { page: 1, pageCount: 1, start: 0, end: 0 }],
])('%i rows, page %i of size %d', (rowCount, page, size, expected) => {
  expect(pageSlice(rowCount, page, size)).toEqual(expected)
})
