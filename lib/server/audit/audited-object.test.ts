import { expect, test } from 'vitest'
import { auditActions } from '#lib/contract/audit.ts'
import { objectTypeOf } from './audited-object.ts'

test.each(auditActions)('%s names what it is done to', (action) => {
  expect(action.startsWith(`${objectTypeOf(action)}.`)).toBe(true)
})
