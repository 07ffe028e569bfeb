import { expect, test } from 'vitest'
import { ServerProblem } from '../problem.ts'
import { parseJson } from './json.ts'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

const good: [text: string, value: unknown][] = [
  ['{"a":[1,null,true,"x"]}', { a: [1, null, true, 'x'] }],
  ['{"name":"a","name":"b"}', { name: 'b' }],
  ['"[[[[[[[[[[[[ \\" [["', '[[[[[[[[[[[[ " [['],
  [nested(8), [[[[[[[[]]]]]]]]],
  ['"\\ud83d\\ude00"', '😀'],
]
test.each(good)('%s', (text, value) => {
  expect(parseJson(text)).toEqual(value)
})

const bad: [name: string, text: string][] = [
  ['nothing', ''],
  ['half an object', '{"a":'],
  ['nine levels', nested(9)],
  ['ten thousand levels', nested(10_000)],
  ['brackets without end', '['.repeat(10_000)],
  ['a prototype', '{"__proto__":{"isAdmin":true}}'],
  ['an escaped prototype', '{"a":{"\\u005f_proto__":1}}'],
  ['infinity', '{"a":1e400}'],
  ['a lone surrogate', '"\\ud800"'],
  ['a lone surrogate as key', '{"\\udc00":1}'],
  ['NUL', '"a\\u0000b"'],
  ['a byte order mark', '\ufeff{}'],
]
test.each(bad)('%s is refused', (_, text) => {
  expect(() => parseJson(text)).toThrow(ServerProblem)
  expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
})
