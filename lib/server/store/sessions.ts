import 'server-only'
import type { Database, Queries } from './database.ts'
import type { Keyring } from './keyring.ts'
import { type EndedSession, endSessions, hasOpenIntents, revokeDeleted } from './session-ends.ts'
import {
  openRow,
  type SessionOrigin,
  type SessionUser,
  type StoredSession,
  sealTokens,
  type Tokens,
} from './session-row.ts'

export interface NewSession {
  key: string
  user: SessionUser
  tokens: Tokens | null
  origin?: SessionOrigin
}

/** Sessions with their encrypted tokens. All times are epoch milliseconds. */
export function createSessionStore(database: Database, keyring: Keyring) {
  const end = (queries: Queries, key: string, now: number) =>
    endSessions(queries, keyring, { condition: 'key = ?', values: [key], now })
  const insert = async (
    queries: Queries,
    { key, user, tokens, origin = { ip: null, userAgent: null } }: NewSession,
    now: number,
  ) => {
    await queries.run(
      `INSERT INTO session (key, user_id, username, name, is_admin, scopes, created_at, used_at,
         identified_at, access_token, refresh_token, token_issued_at, token_expires_at, ip, user_agent, version)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
      [
        key,
        user.id,
        user.username,
        user.name,
        user.is_admin ? 1 : 0,
        tokens?.scopes.join(' ') ?? '',
        now,
        now,
        now,
        ...sealTokens(keyring, key, 1, tokens),
        tokens?.issuedAt ?? 0,
        tokens?.expiresAt ?? 0,
        origin.ip,
        origin.userAgent,
      ],
    )
  }

  return {
    /**
     * Adds a session, ends those it takes the place of, and the oldest ones of the person beyond `maxPerUser`; gives what
     * ended.
     */
    create: (
      session: NewSession,
      options: { now: number; replaces: readonly string[]; maxPerUser: number },
    ): Promise<{ replaced: EndedSession[]; evicted: EndedSession[] }> =>
      database.transaction(async (queries) => {
        const replaced: EndedSession[] = []
        const evicted: EndedSession[] = []
        for (const key of options.replaces) replaced.push(...(await end(queries, key, options.now)))
        const others = await queries.all(
          `SELECT key FROM session WHERE user_id = ? AND ended_at IS NULL
            ORDER BY created_at DESC, key`,
          [session.user.id],
        )
        for (const { key } of others.slice(options.maxPerUser - 1)) {
          evicted.push(...(await end(queries, String(key), options.now)))
        }
        await insert(queries, session, options.now)
        return { replaced, evicted }
      }),

    /** The session of a key, whatever its age, also a held one; null when there is none or no key opens its tokens. */
    async find(key: string): Promise<StoredSession | null> {
      const [row] = await database.all('SELECT * FROM session WHERE key = ?', [key])
      const opened = row === undefined ? null : openRow(keyring, row)
      if (opened === null) return null
      const { session } = opened
      if (!opened.isCurrent) {
        await database.run(
          'UPDATE session SET access_token = ?, refresh_token = ? WHERE key = ? AND version = ?',
          [...sealTokens(keyring, key, session.version, session.tokens), key, session.version],
        )
      }
      return session
    },

    /** Notes that a person used the session. */
    async touch(key: string, now: number): Promise<void> {
      await database.run('UPDATE session SET used_at = ? WHERE key = ? AND used_at < ?', [
        now,
        key,
        now,
      ])
    },

    /**
     * Ends a session and queues its tokens for revocation; false when it was over already. While the person has open
     * intents it is only marked as ended, until {@link releaseHeld}.
     */
    end: (key: string, now: number): Promise<boolean> =>
      database.transaction(async (queries) => (await end(queries, key, now)).length > 0),

    /** Ends every session that was idle or lived too long; gives what ended. */
    endExpired: (
      now: number,
      { idleMs, absoluteMs }: { idleMs: number; absoluteMs: number },
    ): Promise<EndedSession[]> =>
      database.transaction((queries) =>
        endSessions(queries, keyring, {
          condition: 'used_at < ? OR created_at < ?',
          values: [now - idleMs, now - absoluteMs],
          now,
        }),
      ),

    /** Notes what GitLab said about whose tokens these are. */
    async identify(key: string, user: SessionUser, now: number): Promise<void> {
      await database.run(
        'UPDATE session SET username = ?, name = ?, is_admin = ?, identified_at = ? WHERE key = ? AND user_id = ?',
        [user.username, user.name, user.is_admin ? 1 : 0, now, key, user.id],
      )
    },

    /** Deletes held sessions whose person has no open intents any more, or that were held for `holdMs`. */
    releaseHeld: (now: number, holdMs: number): Promise<number> =>
      database.transaction(async (queries) => {
        const rows = await queries.all(
          `DELETE FROM session WHERE ended_at IS NOT NULL AND (ended_at <= ? OR NOT ${hasOpenIntents})
            RETURNING *`,
          [now - holdMs],
        )
        await revokeDeleted(queries, keyring, rows, now)
        return rows.length
      }),

    /** All sessions of a person, held ones last. */
    async ofUser(userId: string): Promise<StoredSession[]> {
      const rows = await database.all(
        `SELECT * FROM session WHERE user_id = ?
          ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, used_at DESC`,
        [userId],
      )
      return rows.flatMap((row) => openRow(keyring, row)?.session ?? [])
    },

    /** Takes the right to refresh this version of the tokens; false when somebody else has it or was faster. */
    async takeLease(
      lease: { key: string; version: number; owner: string },
      now: number,
      until: number,
    ): Promise<boolean> {
      const changed = await database.run(
        `UPDATE session SET lease_owner = ?, lease_until = ?
          WHERE key = ? AND version = ? AND (lease_until IS NULL OR lease_until < ?)`,
        [lease.owner, until, lease.key, lease.version, now],
      )
      return changed === 1
    },

    async dropLease(key: string, owner: string): Promise<void> {
      await database.run(
        'UPDATE session SET lease_owner = NULL, lease_until = NULL WHERE key = ? AND lease_owner = ?',
        [key, owner],
      )
    },

    /** Stores refreshed tokens; false when the session ended meanwhile or the lease was lost. */
    async commitRefresh(
      lease: { key: string; version: number; owner: string },
      tokens: Tokens,
    ): Promise<boolean> {
      const next = lease.version + 1
      const changed = await database.run(
        `UPDATE session SET access_token = ?, refresh_token = ?, token_issued_at = ?, token_expires_at = ?,
           scopes = ?, version = ?, lease_owner = NULL, lease_until = NULL
          WHERE key = ? AND version = ? AND lease_owner = ?`,
        [
          ...sealTokens(keyring, lease.key, next, tokens),
          tokens.issuedAt,
          tokens.expiresAt,
          tokens.scopes.join(' '),
          next,
          lease.key,
          lease.version,
          lease.owner,
        ],
      )
      return changed === 1
    },
  }
}
export type SessionStore = ReturnType<typeof createSessionStore>
