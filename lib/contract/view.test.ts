import { expect, it } from 'vitest'
import { viewCreateSchema } from './view.ts'

const isGood = (view: object) =>
  viewCreateSchema.safeParse({ name: 'mine', query: '', ...view }).success

it.each([
  [{}, true],
  [{ query: 'status=no_token,unknown&sort=-ca&q=prod+eu&creator=a%252Cb' }, true],
  [{ name: ' x ' }, true],
  [{ name: '查看'.repeat(40) }, true],
  [{ name: '' }, false],
  [{ name: '   ' }, false],
  [{ name: 'x'.repeat(81) }, false],
  [{ name: 'a\u202eb' }, false],
  [{ name: 'a\nb' }, false],
  [{ query: 'a=1#b' }, false],
  [{ query: 'a=<b>' }, false],
  [{ query: 'a=\u00e9' }, false],
  [{ query: 'q='.padEnd(2_001, 'x') }, false],
  [{ query: 'q='.padEnd(2_000, 'x') }, true],
  [{ owner: '1' }, false],
])('%j is good: %s', (view, expected) => {
  expect(isGood(view)).toBe(expected)
})
