import { expect, test } from 'vitest'
import type { AuditChange } from '#lib/contract/audit.ts'
import { changedSides, changeLine } from './changed-value.ts'

const lines: [change: AuditChange, line: string][] = [
  [{ field: 'token' }, 'token'],
  [{ field: 'name', after: 'a' }, 'name: → "a"'],
  [{ field: 'name', before: 'a' }, 'name: "a" →'],
  [{ field: 'name', before: 'a', after: 'b; c' }, 'name: "a" → "b; c"'],
  [{ field: 'enabled', before: true, after: null }, 'enabled: true → null'],
]
test.each(lines)('%j is written as %s', (change, line) => {
  expect(changeLine(change)).toBe(line)
})

test('only the sides that were kept have a column', () => {
  const [secret, after, before] = lines.map(([change]) => change)
  if (!secret || !after || !before) throw new Error('no cases')
  expect(changedSides([secret])).toEqual([])
  expect(changedSides([secret, after])).toEqual(['after'])
  expect(changedSides([before])).toEqual(['before'])
  expect(changedSides([before, after])).toEqual(['before', 'after'])
})
