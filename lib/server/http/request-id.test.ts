import { expect, test } from 'vitest'
import { requestIdOf } from './request-id.ts'

const idOf = (asked?: string) =>
  requestIdOf(
    new Request('http://localhost:3000/', {
      headers: asked === undefined ? {} : { 'X-Request-Id': asked },
    }),
  )
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const asked = '0f8fad5b-d9cb-469f-a165-70867728950e'

test('the id that the page made is taken, once', () => {
  expect(idOf(asked)).toBe(asked)
  const again = idOf(asked)
  expect(again).not.toBe(asked)
  expect(again).toMatch(uuid)
})

const others = [
  undefined,
  '',
  'req-1',
  asked.toUpperCase(),
  `${asked}0`,
  `${asked}, ${asked}`,
  asked.replaceAll('-', ''),
  '{"level":50}',
]
test.each(others)('instead of %s a new one is made', (other) => {
  const id = idOf(other)
  expect(id).toMatch(uuid)
  expect(id).not.toBe(other)
})
