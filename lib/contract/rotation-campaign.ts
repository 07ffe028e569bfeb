import type { Rotation, RotationToken } from './rotation.ts'

/**
 * What a campaign has to do with an agent.
 * - `todo`: its live token is too old · `in_progress`: that one is being replaced
 * - `rotated`: its live token is young enough and took the place of another one
 * - `unclear`: it cannot be told which token is live · `not_due`: young enough without a rotation, or no token at all
 */
export type CampaignState = 'todo' | 'in_progress' | 'rotated' | 'unclear' | 'not_due'

const dayMs = 86_400_000

/** The token whose age counts: the live one, or the one that is being replaced; null when it cannot be told. */
export function agingToken<T>(rotation: Rotation<T>): T | null {
  switch (rotation.kind) {
    case 'refused':
      return rotation.live
    case 'free':
    case 'create':
      return rotation.live
    case 'install':
      return rotation.old ?? rotation.replacement
    case 'watch':
    case 'revoke':
      return rotation.old
    case 'done':
      return rotation.replacement
  }
}

/**
 * What a campaign over tokens older than `days` has to do with an agent, derived from its active tokens as they were
 * read at `now` (epoch milliseconds, by GitLab's clock). A token of exactly so many days is not older.
 */
export function campaignState<T extends RotationToken>(
  rotation: Rotation<T>,
  { days, now }: { days: number; now: number },
): CampaignState {
  const isOld = (token: T) => now - Date.parse(token.created_at) > days * dayMs
  switch (rotation.kind) {
    case 'refused':
      if (rotation.why === 'no_token') return 'not_due'
      if (rotation.live === null) return 'unclear'
      return isOld(rotation.live) ? 'todo' : 'not_due'
    case 'free':
      return isOld(rotation.live) ? 'todo' : 'not_due'
    case 'create':
      if (isOld(rotation.live)) return 'todo'
      return rotation.replaced === null ? 'not_due' : 'rotated'
    case 'install':
      return rotation.old === null || isOld(rotation.old) ? 'in_progress' : 'not_due'
    case 'watch':
    case 'revoke':
      return isOld(rotation.old) ? 'in_progress' : 'not_due'
    case 'done':
      if (!isOld(rotation.replacement)) return 'rotated'
      return rotation.isLive ? 'todo' : 'unclear'
  }
}
