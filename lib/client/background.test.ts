import { expect, test } from 'vitest'
import { inBackground, isInBackground, keepBackground } from './background.ts'

test('what is kept for later counts as it did when it was kept', () => {
  const later = inBackground(() => keepBackground(isInBackground))
  const asked = keepBackground(isInBackground)
  expect(later()).toBe(true)
  expect(asked()).toBe(false)
  expect(inBackground(asked)).toBe(true)
})
