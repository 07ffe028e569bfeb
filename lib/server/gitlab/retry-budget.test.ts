import { expect, test } from 'vitest'
import { RetryBudget } from './retry-budget.ts'

/** How many of `count` retries are allowed. */
function taken(budget: RetryBudget, count: number): number {
  return Array.from({ length: count }, () => budget.take()).filter(Boolean).length
}

test.each([
  ['one person gets a second try, and a third', 1, 2, 2],
  ['no more than the floor while little is asked', 50, 100, 20],
  ['a tenth of what is asked', 1_000, 1_000, 100],
])('%s', (_, operations, retries, expected) => {
  const budget = new RetryBudget(20, () => 0)
  for (let index = 0; index < operations; index += 1) budget.noteOperation()
  expect(taken(budget, retries)).toBe(expected)
})

test('counts the last minute only', () => {
  let at = 0
  const budget = new RetryBudget(2, () => at)
  for (let index = 0; index < 100; index += 1) budget.noteOperation()
  expect(taken(budget, 100)).toBe(10)
  at = 53_000
  expect(taken(budget, 1)).toBe(0)
  at = 60_000
  expect(taken(budget, 100)).toBe(2)
})
