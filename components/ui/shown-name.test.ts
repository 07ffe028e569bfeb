import { expect, test } from 'vitest'
import { shownName, spelledName } from './shown-name.ts'

test.each([
  ['shared-prod', 'shared-prod'],
  ['prod\u202egnp', 'prod[U+202E]gnp'],
  ['a\u2066b\u2069', 'a[U+2066]b[U+2069]'],
  ['a\nb\u0000', 'a[U+000A]b[U+0000]'],
  ['zero\u200bwidth', 'zero[U+200B]width'],
  ['集群', '集群'],
  ['👩‍💻', '👩‍💻'],
  ['', ''],
])('%j is shown as %j', (name, shown) => {
  expect(shownName(name)).toBe(shown)
})

test('a name from right to left is isolated in sentences, and as it is where it is typed', () => {
  expect(shownName('ייצור-1')).toBe('\u2068ייצור-1\u2069')
  expect(spelledName('ייצור-1')).toBe('ייצור-1')
})
