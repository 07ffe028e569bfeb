import { expect, test } from 'vitest'
import { pathOnly } from './path-only.ts'

test.each([
  ['/instance/clusters?q=prod&page=2', '/instance/clusters?q=prod&page=2'],
  ['/', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example/', '/'],
  ['/\\elsewhere.example/', '/'],
  ['/a/..//elsewhere.example/', '/'],
  ['/\t/elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  ['instance/clusters', '/'],
])('%j leads to %s', (value, path) => {
  expect(pathOnly(value)).toBe(path)
})
