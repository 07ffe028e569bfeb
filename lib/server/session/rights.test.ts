import { afterEach, expect, test, vi } from 'vitest'
import { config } from '../config.ts'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { writeRefusal } from './rights.ts'

setFakeEnvironment()
afterEach(() => {
  vi.restoreAllMocks()
})

test.each([
  ['admin', false, null],
  ['viewer', false, 'viewer'],
  ['admin', true, 'read_only'],
  ['viewer', true, 'read_only'],
] as const)('%s with READ_ONLY %s is refused by %s', (role, readOnly, refusal) => {
  vi.spyOn(config(), 'readOnly', 'get').mockReturnValue(readOnly)
  expect(writeRefusal({ role })).toBe(refusal)
})
