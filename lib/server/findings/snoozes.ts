import 'server-only'
import { randomUUID } from 'node:crypto'
import { fieldError } from '#lib/contract/field-error.ts'
import {
  dayOf,
  type Snooze,
  type SnoozeCreate,
  type SnoozeList,
  snoozeDays,
} from '#lib/contract/findings/snooze.ts'
import { now } from '../clock.ts'
import { ServerProblem } from '../problem.ts'
import type { Session } from '../session/session.ts'
import type { SnoozeRow } from '../store/snoozes.ts'
import { store } from '../store/store.ts'

const maxRows = 5_000

const shown = (row: SnoozeRow): Snooze => ({
  id: row.id,
  key: row.finding_key,
  reason: row.reason,
  until: row.until_day,
  created_at: new Date(row.created_at).toISOString(),
  created_by: { id: row.user_id, username: row.username },
})

/** The snoozes in force, whoever made them (docs/decisions/0070). */
export async function listSnoozes(): Promise<SnoozeList> {
  const { snoozes } = await store()
  const rows = await snoozes.list(dayOf(now()), maxRows + 1)
  return { items: rows.slice(0, maxRows).map(shown), complete: rows.length <= maxRows }
}

/**
 * Snoozes a finding, in place of an older snooze of it. Throws `validation_failed` for a day that is not ahead, or
 * further than a year.
 */
export async function createSnooze(
  { user }: Pick<Session, 'user'>,
  { key, reason, until }: SnoozeCreate,
): Promise<Snooze> {
  const at = now()
  const { first, last } = snoozeDays(at)
  if (until < first || until > last) {
    throw new ServerProblem('validation_failed', { errors: { until: [fieldError('day_ahead')] } })
  }
  const row: SnoozeRow = {
    id: randomUUID(),
    finding_key: key,
    reason,
    until_day: until,
    user_id: user.id,
    username: user.username,
    created_at: at,
  }
  const { snoozes } = await store()
  await snoozes.put(row)
  return shown(row)
}

/** Ends a snooze before its day; gives it. Throws `record_not_found` when there is none. */
export async function deleteSnooze(id: string): Promise<Snooze> {
  const { snoozes } = await store()
  const row = await snoozes.remove(id)
  if (row === null) throw new ServerProblem('record_not_found')
  return shown(row)
}
