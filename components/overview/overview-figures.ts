import { isBehind } from '#lib/contract/findings/agent-version.ts'
import { days } from '#lib/contract/findings/days.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { type FleetStatus, fleetStatus, fleetStatuses } from '#lib/contract/fleet-status.ts'

/** So many of one kind. */
interface Tally<K extends string = string> {
  key: K
  count: number
}

const tallyOf = <K extends string>(keys: readonly K[], found: readonly K[]): Tally<K>[] => {
  const counts = new Map<K, number>()
  for (const key of found) counts.set(key, (counts.get(key) ?? 0) + 1)
  return keys.map((key) => ({ key, count: counts.get(key) ?? 0 }))
}

/** Every row by how it stands; kinds without a row are left out. */
export const statusTally = (rows: readonly FleetRow[]): Tally<FleetStatus>[] =>
  tallyOf(fleetStatuses, rows.map(fleetStatus)).filter(({ count }) => count > 0)

/** From how many days on a token's age is counted; every token has 0 or more. */
const tokenAges = [0, 30, 90, 180, 365] as const
export type TokenAge = (typeof tokenAges)[number]

/**
 * Agents whose oldest active token was so many days old or older at the moment of its reading. The bars contain each
 * other, as the filter of the table does. Those without a token are left out.
 */
export function tokenAgeTally(rows: readonly FleetRow[]): { key: TokenAge; count: number }[] {
  const ages = rows.flatMap((row) => {
    if (row.type !== 'agent' || row.tokens === null || row.tokens.length === 0) return []
    const oldest = Math.min(...row.tokens.map(({ created_at }) => Date.parse(created_at)))
    return [Date.parse(row.console.as_of) - oldest]
  })
  return tokenAges.map((key) => ({ key, count: ages.filter((age) => age >= days(key)).length }))
}

/** Agents with a pod of one minor version, its full versions, and whether GitLab would call one of them outdated. */
export interface VersionTally extends Tally {
  versions: string[]
  isBehind: boolean
}

const byVersion = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

/** `18.10.1` → `18.10`; anything else is its own. */
const minorOf = (version: string) => /^\d+\.\d+(?=\.)/.exec(version)?.[0] ?? version

/**
 * Agents by minor version, the newest first; one whose pods differ counts at each of theirs. `server` is that of KAS or
 * GitLab (null: not known, nothing is behind). `untold` are the agents of which no version is known.
 */
export function versionTally(
  rows: readonly FleetRow[],
  server: string | null,
): { versions: VersionTally[]; untold: number } {
  const agents = rows.filter((row) => row.type === 'agent').map((row) => row.versions ?? [])
  const all = [...new Set(agents.flat())].sort(byVersion).reverse()
  const versions = [...new Set(all.map(minorOf))].map((key) => {
    const own = all.filter((version) => minorOf(version) === key)
    return {
      key,
      versions: own,
      count: agents.filter((theirs) => theirs.some((version) => own.includes(version))).length,
      isBehind: server !== null && own.some((version) => isBehind(version, server)),
    }
  })
  return { versions, untold: agents.filter((theirs) => theirs.length === 0).length }
}
