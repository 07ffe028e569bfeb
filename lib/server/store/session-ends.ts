import 'server-only'
import { z } from 'zod'
import type { Queries, Row, SqlValue } from './database.ts'
import type { Keyring } from './keyring.ts'
import { addRevocations } from './revocations.ts'
import { openRow } from './session-row.ts'

/** A session that is over, and whose it was. */
export interface EndedSession {
  key: string
  user: { id: string; username: string }
}

/** A person with open intents: their sessions may be needed to settle them. */
export const hasOpenIntents = `EXISTS (SELECT 1 FROM intent
  WHERE intent.user_id = session.user_id AND intent.state IN ('sending', 'unknown'))`

const endedSchema = z
  .object({ key: z.string(), user_id: z.string(), username: z.string() })
  .transform(({ key, user_id, username }) => ({ key, user: { id: user_id, username } }))

/** Queues the tokens of deleted rows for revocation, in the transaction that deleted them. */
export async function revokeDeleted(
  queries: Queries,
  keyring: Keyring,
  rows: readonly Row[],
  now: number,
): Promise<void> {
  for (const row of rows) {
    const tokens = openRow(keyring, row)?.session.tokens
    if (tokens) await addRevocations(queries, keyring, [tokens.refresh, tokens.access], now)
  }
}

/**
 * Ends the live sessions that meet the condition: those of a person with open intents are held, the others deleted and
 * their tokens queued for revocation.
 */
export async function endSessions(
  queries: Queries,
  keyring: Keyring,
  { condition, values, now }: { condition: string; values: readonly SqlValue[]; now: number },
): Promise<EndedSession[]> {
  const isLive = `ended_at IS NULL AND (${condition})`
  const held = await queries.all(
    `UPDATE session SET ended_at = ? WHERE ${isLive} AND ${hasOpenIntents}
      RETURNING key, user_id, username`,
    [now, ...values],
  )
  const deleted = await queries.all(`DELETE FROM session WHERE ${isLive} RETURNING *`, values)
  await revokeDeleted(queries, keyring, deleted, now)
  return [...held, ...deleted].map((row) => endedSchema.parse(row))
}
