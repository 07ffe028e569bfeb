import 'server-only'
import { z } from 'zod'
import { problemCodeSchema } from '#lib/contract/problem.ts'
import { ServerProblem } from '../problem.ts'
import type { Database, SqlValue } from './database.ts'

/**
 * Where an attempt to create an agent token stands (decisions/0030).
 * - `sending`: GitLab is being asked · `unknown`: no usable answer came, it is being found out
 * - `completed`: made, and shown once nothing is `untold_since` · `failed`: GitLab refused, `code` says why
 * - `not_created`: no token of it exists · `compensated`: it was made, nobody could be shown it, it was revoked
 */
export const intentStates = [
  'sending',
  'unknown',
  'completed',
  'failed',
  'not_created',
  'compensated',
] as const

const rowSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  username: z.string(),
  key: z.string(),
  body_hash: z.string(),
  project_id: z.number(),
  project_path: z.string().nullable(),
  agent_id: z.number(),
  agent_name: z.string().nullable(),
  token_name: z.string(),
  tag: z.string(),
  state: z.enum(intentStates),
  owner: z.string(),
  next_at: z.number(),
  code: problemCodeSchema.nullable(),
  token_id: z.number().nullable(),
  created_at: z.number(),
  sent_at: z.number().nullable(),
  settled_at: z.number().nullable(),
  untold_since: z.number().nullable(),
})

/**
 * One attempt to create an agent token, without its secret. Times are epoch milliseconds.
 * - `id`: the request's id, shared with the audit trail · `key`: the `Idempotency-Key`, unique for each person
 * - `owner`: who works on it; only that one may change it · `next_at`: from then on somebody else may
 * - `sent_at`: when the request to GitLab was over
 * - `untold_since`: when the token was made, until an answer that tells of it was handed over
 */
export type Intent = Readonly<z.infer<typeof rowSchema>>

export type NewIntent = Omit<
  Intent,
  | 'state'
  | 'next_at'
  | 'code'
  | 'token_id'
  | 'created_at'
  | 'sent_at'
  | 'settled_at'
  | 'untold_since'
>

const tallySchema = z.object({
  state: z.enum(intentStates),
  count: z.number(),
  oldest: z.number(),
})

interface Claim {
  id: string
  owner: string
}

/** Made, but the process is gone or stuck, and nothing says that its answer was sent. */
const perhapsUnseen = "state = 'completed' AND untold_since IS NOT NULL AND next_at < ?"

/** Attempts to create agent tokens. The unique key decides between double clicks, tabs and processes. */
export function createIntentStore(database: Database) {
  const find = async (userId: string, key: string): Promise<Intent | null> => {
    const [row] = await database.all('SELECT * FROM intent WHERE user_id = ? AND key = ?', [
      userId,
      key,
    ])
    return row === undefined ? null : rowSchema.parse(row)
  }
  const change = async (sql: string, values: readonly SqlValue[]): Promise<boolean> =>
    (await database.run(`UPDATE intent SET ${sql}`, values)) === 1

  return {
    find,

    /**
     * Adds an intent in state `sending`, owned until `until`; gives the older one if the key was used before. Throws
     * `bad_request` when its id is another one's: an id that the browser says need not be new.
     */
    async begin(intent: NewIntent, now: number, until: number): Promise<Intent | null> {
      const values = {
        ...intent,
        state: 'sending',
        next_at: until,
        created_at: now,
      }
      const added = await database.run(
        `INSERT INTO intent (${Object.keys(values).join(', ')})
          VALUES (${Object.keys(values).map(() => '?')})
          ON CONFLICT DO NOTHING`,
        Object.values(values),
      )
      if (added === 1) return null
      const older = await find(intent.user_id, intent.key)
      if (older === null) throw new ServerProblem('bad_request')
      return older
    },

    /** GitLab made the token and its secret can be shown; false when the owner lost the intent before. */
    complete: ({ id, owner }: Claim, tokenId: number, now: number): Promise<boolean> =>
      change(
        `state = 'completed', token_id = ?, sent_at = ?, settled_at = ?, untold_since = ?
          WHERE id = ? AND owner = ? AND state = 'sending'`,
        [tokenId, now, now, now, id, owner],
      ),

    /** An answer that tells of the made token was handed over, by whichever process. */
    told: (id: string): Promise<boolean> =>
      change(`untold_since = NULL WHERE id = ? AND state = 'completed'`, [id]),

    /** GitLab refused. */
    fail: ({ id, owner }: Claim, code: string, now: number): Promise<boolean> =>
      change(
        `state = 'failed', code = ?, sent_at = ?, settled_at = ?
          WHERE id = ? AND owner = ? AND state = 'sending'`,
        [code, now, now, id, owner],
      ),

    /** Nobody can tell what GitLab did: its sender goes on to find out, whoever took it meanwhile. */
    lose: ({ id, owner }: Claim, now: number, until: number): Promise<boolean> =>
      change(
        `state = 'unknown', owner = ?, sent_at = ?, next_at = ?
          WHERE id = ? AND state IN ('sending', 'unknown')`,
        [owner, now, until, id],
      ),

    /**
     * The next unknown intent that is due, owned by `owner` until `until`; null when there is none. An intent whose
     * sender never came back becomes unknown.
     */
    async take(owner: string, now: number, until: number): Promise<Intent | null> {
      await database.run(
        `UPDATE intent SET state = 'unknown', sent_at = ?, next_at = ?
          WHERE state = 'sending' AND next_at < ?`,
        [now, now, now],
      )
      const [row] = await database.all(
        `UPDATE intent SET owner = ?, next_at = ?
          WHERE state = 'unknown' AND next_at <= ? AND id =
            (SELECT id FROM intent WHERE state = 'unknown' AND next_at <= ? ORDER BY next_at, id LIMIT 1)
          RETURNING *`,
        [owner, until, now, now],
      )
      return row === undefined ? null : rowSchema.parse(row)
    },

    /** Notes which token it is, before that is revoked. */
    found: ({ id, owner }: Claim, tokenId: number): Promise<boolean> =>
      change(`token_id = ? WHERE id = ? AND owner = ? AND state = 'unknown'`, [tokenId, id, owner]),

    settle: (
      { id, owner }: Claim,
      state: 'not_created' | 'compensated',
      now: number,
    ): Promise<boolean> =>
      change(
        `state = ?, settled_at = ?, dismissed_at = NULL
          WHERE id = ? AND owner = ? AND state = 'unknown'`,
        [state, now, id, owner],
      ),

    /** Gives an unknown intent back, for anybody to look at from `nextAt` on. */
    postpone: ({ id, owner }: Claim, nextAt: number): Promise<boolean> =>
      change(`next_at = ? WHERE id = ? AND owner = ? AND state = 'unknown'`, [nextAt, id, owner]),

    /** What a person should know: open intents, and settled ones of which the answer may have got lost. Newest first. */
    async notices(userId: string, now: number): Promise<Intent[]> {
      const rows = await database.all(
        `SELECT * FROM intent WHERE user_id = ? AND dismissed_at IS NULL
            AND (state IN ('sending', 'unknown', 'not_created', 'compensated') OR ${perhapsUnseen})
          ORDER BY created_at DESC, id LIMIT 100`,
        [userId, now],
      )
      return rows.map((row) => rowSchema.parse(row))
    },

    /** Takes a settled intent out of the notices; false when there is no such one. */
    dismiss: (userId: string, key: string, now: number): Promise<boolean> =>
      change(
        `dismissed_at = ? WHERE user_id = ? AND key = ?
          AND (state IN ('not_created', 'compensated') OR ${perhapsUnseen})`,
        [now, userId, key, now],
      ),

    /** How many there are in each state, and when the oldest of them began. */
    async tally(): Promise<z.infer<typeof tallySchema>[]> {
      const rows = await database.all(
        'SELECT state, count(*) AS count, min(created_at) AS oldest FROM intent GROUP BY state',
      )
      return rows.map((row) => tallySchema.parse(row))
    },

    /** Deletes what began before `before`; gives how many of them were still open. */
    async forget(before: number): Promise<number> {
      const rows = await database.all('DELETE FROM intent WHERE created_at < ? RETURNING state', [
        before,
      ])
      return rows.filter(({ state }) => state === 'sending' || state === 'unknown').length
    },
  }
}
export type IntentStore = ReturnType<typeof createIntentStore>
