import { expect, it } from 'vitest'
import { ticked } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']

it.each([
  ['one more', ['a'], 'c', true, null, 'a,c'],
  ['one less', ['a', 'c'], 'c', false, null, 'a'],
  ['from the one before on', ['b'], 'd', true, 'b', 'b,c,d'],
  ['back to the one before', ['e'], 'c', true, 'e', 'c,d,e'],
  ['several less', ['a', 'b', 'c'], 'c', false, 'b', 'a'],
  ['an anchor that is on screen no more', ['x'], 'c', true, 'x', 'c,x'],
] as const)('%s', (_name, before, id, isTicked, anchor, after) => {
  const next = ticked(new Set(before), { id, isTicked, order, anchor })
  expect([...next].sort().join()).toBe(after)
})
