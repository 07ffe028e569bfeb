import type { AgentToken } from './agent-token.ts'
import { describedToken, maxActiveTokens, tokenUse } from './agent-token.ts'

/*
 * Rotation of an agent's token without downtime (gitlab-api.md §6.6). Where it stands is read off GitLab's active tokens
 * each time and remembered nowhere, so that any browser shows the same step.
 */

/** The last use of the old token must lie so far back before it may be revoked. */
export const standsStillMs = 600_000

/** A new token this young with its old one gone is a rotation that ended; later the next one begins. */
const freshMs = 30 * 86_400_000

/** Clocks of one GitLab differ by seconds; a last use further ahead proves nothing. */
const maxAheadMs = 60_000

export const rotationSteps = ['look', 'create', 'install', 'watch', 'revoke'] as const
export type RotationStep = (typeof rotationSteps)[number]

/** What the steps are derived from: an active token as it was read. */
export type RotationToken = Pick<
  AgentToken,
  'id' | 'name' | 'description' | 'created_at' | 'last_used_at'
> & { console: { last_use_known: boolean } }

/** Why it is not told which token is live, or what to do about the other one. */
export type RotationRefusal =
  | 'no_token'
  | 'too_many'
  | 'unread'
  | 'clock'
  | 'both_live'
  | 'none_live'
  | 'other_idle'

/** A marker that does not count, and why: nothing is derived from it. */
interface IgnoredMarker<T> {
  token: T
  replaces: number
  why: 'itself' | 'made_later' | 'not_active'
}

/** Two active tokens of which the younger says that it replaces the older. */
interface Pair<T> {
  old: T
  replacement: T
}

export type Rotation<T> =
  /** `live` is set where it is known all the same; `pair` where a rotation is under way. */
  | { kind: 'refused'; why: RotationRefusal; live: T | null; pair: Pair<T> | null }
  /** Both places are taken; `unused` was never used, proven by its own reading. */
  | { kind: 'free'; live: T; unused: T }
  /** `replaced`: the token that the live one took the place of, by its description. */
  | { kind: 'create'; live: T; replaced: number | null }
  /** `old` is null when it was revoked before the new one was used: the agent is disconnected. */
  | { kind: 'install'; replacement: T; old: T | null; replaced: number }
  /** `remainingMs`: until the old token has stood still long enough; null when the new one is not in use now. */
  | ({ kind: 'watch'; remainingMs: number | null } & Pair<T>)
  | ({ kind: 'revoke' } & Pair<T>)
  | { kind: 'done'; replacement: T; replaced: number; isLive: boolean }

const markers = /(?<![\p{L}\p{N}_])replaces #([1-9]\d{0,14})(?![\p{L}\p{N}_])/giu

/** The marker that makes a token the replacement of another one, for its description. */
export const replacesMarker = (id: number): string => `replaces #${id}`

/** The token that a description says it replaces, whatever stands around it; null with none or several. */
export function replacedId(description: string | null): number | null {
  const ids = new Set([...describedToken(description).text.matchAll(markers)].map(([, id]) => id))
  const [id] = ids
  return ids.size === 1 ? Number(id) : null
}

const isYounger = (token: RotationToken, than: RotationToken): boolean =>
  token.id > than.id && Date.parse(token.created_at) >= Date.parse(than.created_at)

/** GitLab numbers tokens in order of creation, so that of two markers that name each other one at most counts. */
function findPair<T extends RotationToken>(tokens: readonly T[]): Pair<T> | null {
  for (const replacement of tokens) {
    const id = replacedId(replacement.description)
    const old = tokens.find((token) => token.id === id)
    if (old !== undefined && isYounger(replacement, old)) return { old, replacement }
  }
  return null
}

/** Whether a last use says nothing: unread, no time at all, or ahead of the clock. */
function unclearUse(token: RotationToken, now: number): 'unread' | 'clock' | null {
  if (!token.console.last_use_known) return 'unread'
  if (token.last_used_at === null) return null
  const at = Date.parse(token.last_used_at)
  return Number.isNaN(at) || at - now > maxAheadMs ? 'clock' : null
}

/**
 * Where the rotation of an agent's token stands. `tokens` are all active ones, none left out when `complete`; `now` is
 * when they were read, by GitLab's clock in epoch milliseconds, never a later moment: what was true then may not be now.
 */
export function rotationOf<T extends RotationToken>(
  { items: tokens, complete }: { items: readonly T[]; complete: boolean },
  now: number,
): Rotation<T> {
  const pair = tokens.length === maxActiveTokens ? findPair(tokens) : null
  const refuse = (why: RotationRefusal, live: T | null = null): Rotation<T> => ({
    kind: 'refused',
    why,
    live,
    pair,
  })
  const [first, second] = tokens
  if (!complete || tokens.length > maxActiveTokens) return refuse('too_many')
  if (first === undefined) return refuse('no_token')
  const unclear = tokens.map((token) => unclearUse(token, now))
  if (unclear.includes('unread')) return refuse('unread')
  if (unclear.includes('clock')) return refuse('clock')
  if (second === undefined) return ofOne(first, now) ?? refuse('none_live')
  if (pair !== null) return ofPair(pair, now)

  const live = tokens.filter((token) => tokenUse(token, now) === 'live')
  const [only] = live
  if (only === undefined) return refuse('none_live')
  if (live.length > 1) return refuse('both_live')
  const other = only === first ? second : first
  if (tokenUse(other, now) !== 'unused') return refuse('other_idle', only)
  return { kind: 'free', live: only, unused: other }
}

/** One token: the start, or what is left when its predecessor is gone. Null when it is not in use. */
function ofOne<T extends RotationToken>(token: T, now: number): Rotation<T> | null {
  const use = tokenUse(token, now)
  const id = replacedId(token.description)
  const replaced = id !== null && id < token.id ? id : null
  if (replaced !== null) {
    if (use === 'unused') return { kind: 'install', replacement: token, old: null, replaced }
    if (now - Date.parse(token.created_at) < freshMs) {
      return { kind: 'done', replacement: token, replaced, isLive: use === 'live' }
    }
  }
  return use === 'live' ? { kind: 'create', live: token, replaced } : null
}

/** A replacement and its old token, both read. */
function ofPair<T extends RotationToken>(pair: Pair<T>, now: number): Rotation<T> {
  const { old, replacement } = pair
  const use = tokenUse(replacement, now)
  if (use === 'unused') return { kind: 'install', replacement, old, replaced: old.id }
  if (use !== 'live') return { kind: 'watch', remainingMs: null, ...pair }
  // Never used at all, it stands still as long as it exists.
  if (old.last_used_at === null) return { kind: 'revoke', ...pair }
  const stoodStillMs = Math.max(0, now - Date.parse(old.last_used_at))
  const remainingMs = standsStillMs - stoodStillMs
  return remainingMs > 0 ? { kind: 'watch', remainingMs, ...pair } : { kind: 'revoke', ...pair }
}

/** The step that is open; null when all five are behind. */
export function rotationStep({ kind }: Pick<Rotation<unknown>, 'kind'>): RotationStep | null {
  if (kind === 'done') return null
  return kind === 'refused' || kind === 'free' ? 'look' : kind
}

/** Markers that stand in the tokens' descriptions and count for nothing; those of rotations long over are left out. */
export function ignoredMarkers<T extends RotationToken>(tokens: readonly T[]): IgnoredMarker<T>[] {
  const counts = findPair(tokens)?.replacement
  return tokens.flatMap((token): IgnoredMarker<T>[] => {
    const replaces = replacedId(token.description)
    if (replaces === null || token === counts) return []
    if (replaces === token.id) return [{ token, replaces, why: 'itself' }]
    const isThere = tokens.some(({ id }) => id === replaces)
    if (isThere || replaces > token.id) return [{ token, replaces, why: 'made_later' }]
    // What it replaced is gone, as it should be after a rotation; but alone in use it would be no second token.
    return tokens.length > 1 && token.last_used_at === null
      ? [{ token, replaces, why: 'not_active' }]
      : []
  })
}
