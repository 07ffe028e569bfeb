import { expect, test } from 'vitest'
import { columnsThatGo } from './fit-columns.ts'

const columns = [
  { id: 'name', width: 100 },
  { id: 'provider', width: 50, yields: 3 },
  { id: 'created', width: 60, yields: 2 },
  { id: 'user', width: 40, yields: 1 },
]

test.each<[string, number, string[], string[]]>([
  ['everything fits', 250, [], []],
  ['a pixel less', 249, [], ['user']],
  ['the second goes too', 209, [], ['user', 'created']],
  ['and the third', 100, [], ['user', 'created', 'provider']],
  ['what never goes stays', 10, [], ['user', 'created', 'provider']],
  ['what is kept stays', 200, ['user'], ['created']],
])('%s', (_what, available, kept, gone) => {
  expect(columnsThatGo(columns, available, kept)).toEqual(gone)
})
