import 'server-only'
import { perProcess } from '#lib/server/per-process.ts'
import type { Reply } from './exchange.ts'
import type { Effect } from './gitlab.ts'
import { earliestAtGitLab, latestAtGitLab } from './gitlab-clock.ts'

/** Longer than GitLab's clock can be uncertain: one second of its `Date` header, and a round trip. */
const keptMs = 5_000

/** Address of a record → when our own last change of it was surely over, by GitLab's clock. */
const ownChanges = () => perProcess('gitlab-own-changes', () => new Map<string, number>())

/**
 * The time, by GitLab's clock, of what an answer shows, fit for `If-Unmodified-Since`. GitLab's clock is known within
 * bounds only, and each case takes the end that is right: after a read no change of somebody else may go unnoticed, so
 * it is the earliest; but a change of our own must not look like somebody else's, so after that it is the latest.
 */
export function readAt(
  address: string,
  effect: Effect,
  { sentAt, receivedAt }: Pick<Reply, 'sentAt' | 'receivedAt'>,
): Date {
  const changes = ownChanges()
  if (effect === 'read') {
    return new Date(Math.max(earliestAtGitLab(sentAt), changes.get(address) ?? 0))
  }
  const over = latestAtGitLab(receivedAt)
  for (const [key, time] of changes) if (time < over - keptMs) changes.delete(key)
  changes.set(address, over)
  return new Date(over)
}

/** Nothing was read before it was made; for a new record this is sharper than what is known of GitLab's clock. */
export function asOf(readAt: Date, createdAt: string): string {
  const created = Date.parse(createdAt)
  return new Date(Math.max(readAt.getTime(), created || 0)).toISOString()
}
