import 'server-only'
import type { Database } from './database.ts'

/** Which sign-ins came back from GitLab: each counts once. Nothing is written when one begins. */
export function createSignInStore(database: Database) {
  return {
    /** False when this state was used before. */
    async use(state: string, expiresAt: number): Promise<boolean> {
      const added = await database.run(
        'INSERT INTO sign_in (state, expires_at) VALUES (?, ?) ON CONFLICT (state) DO NOTHING',
        [state, expiresAt],
      )
      return added === 1
    },
    async forgetExpired(now: number): Promise<void> {
      await database.run('DELETE FROM sign_in WHERE expires_at < ?', [now])
    },
  }
}
