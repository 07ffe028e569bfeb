import type { RotationToken } from './rotation.ts'

export const now = Date.parse('2026-11-20T12:00:00.000Z')
export const second = 1000
export const minute = 60 * second
export const day = 24 * 60 * minute
const ago = (ms: number) => new Date(now - ms).toISOString()

/** Milliseconds since a last use that makes a token live, and one that does not. */
export const live = 20 * second
export const idle = 30 * minute
export const by12 = 'replaces #12'

/** An active token; `used` in milliseconds ago, null for never, undefined for unread. The higher its id, the younger. */
export const rotationToken = (
  id: number,
  used?: number | null,
  description: string | null = null,
  ageDays = 400 - id,
): RotationToken => ({
  id,
  name: `token ${id}`,
  description,
  created_at: ago(ageDays * day),
  last_used_at: used === undefined || used === null ? null : ago(used),
  console: { last_use_known: used !== undefined },
})
