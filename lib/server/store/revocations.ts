import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Secret } from '../secret.ts'
import type { Database, Queries } from './database.ts'
import type { Keyring } from './keyring.ts'

/** A token that GitLab has yet to be told to revoke. */
export interface Revocation {
  id: string
  token: Secret
  createdAt: number
  attempts: number
}

const rowSchema = z.object({
  id: z.string(),
  token: z.string(),
  created_at: z.number(),
  attempts: z.number(),
})

const context = (id: string) => `revocation.${id}.token`

/** Adds tokens to the outbox, inside the transaction of whatever ended their session. */
export async function addRevocations(
  queries: Queries,
  keyring: Keyring,
  tokens: readonly Secret[],
  now: number,
): Promise<void> {
  for (const token of tokens) {
    const id = randomUUID()
    await queries.run(
      'INSERT INTO revocation (id, token, created_at, next_at, attempts) VALUES (?, ?, ?, ?, 0)',
      [id, keyring.seal(token, context(id)), now, now],
    )
  }
}

/** The outbox of tokens to revoke: signing out never waits for GitLab. */
export function createRevocationStore(database: Database, keyring: Keyring) {
  const remove = async (id: string) => {
    await database.run('DELETE FROM revocation WHERE id = ?', [id])
  }
  return {
    async add(tokens: readonly Secret[], now: number): Promise<void> {
      await database.transaction((queries) => addRevocations(queries, keyring, tokens, now))
    },
    /** The next one that is due, hidden from other takers until `until`; null when there is none. */
    async take(now: number, until: number): Promise<Revocation | null> {
      const [row] = await database.all(
        `UPDATE revocation SET next_at = ?, attempts = attempts + 1
          WHERE id = (SELECT id FROM revocation WHERE next_at <= ? ORDER BY next_at, id LIMIT 1) AND next_at <= ?
          RETURNING id, token, created_at, attempts`,
        [until, now, now],
      )
      if (row === undefined) return null
      const { id, token, created_at, attempts } = rowSchema.parse(row)
      const opened = keyring.open(token, context(id))
      if (opened === null) {
        await remove(id)
        return this.take(now, until)
      }
      return { id, token: opened.secret, createdAt: created_at, attempts }
    },
    remove,
    async postpone(id: string, nextAt: number): Promise<void> {
      await database.run('UPDATE revocation SET next_at = ? WHERE id = ?', [nextAt, id])
    },
  }
}
export type RevocationStore = ReturnType<typeof createRevocationStore>
