import type {
  FleetAgent,
  FleetCluster,
  FleetRow,
  FleetToken,
  FleetUser,
} from '#lib/contract/fleet.ts'
import { isInactive } from './creator-rules.ts'

/** Everything that one person made, as far as the rows tell. */
export interface Holdings {
  /** Null: GitLab names nobody, because the account was deleted or is hidden from who looks. */
  user: FleetUser | null
  /** `unknown`: GitLab did not tell the state of the account. */
  standing: (typeof holdingStandings)[number]
  clusters: FleetCluster[]
  agents: FleetAgent[]
  /** Active ones only: a revoked token can do no harm. */
  tokens: { agent: FleetAgent; token: FleetToken }[]
}

function standingOf(user: FleetUser | null): Holdings['standing'] {
  if (user === null) return 'unnamed'
  if (user.state === null) return 'unknown'
  return isInactive(user) ? 'inactive' : 'active'
}

/** What a person's account can be, the most urgent first. */
export const holdingStandings = ['inactive', 'unnamed', 'unknown', 'active'] as const

/** The holdings of everybody who made something, those whose account is out of use first, then by username. */
export function holdingsByPerson(rows: readonly FleetRow[]): Holdings[] {
  const people = new Map<number | null, Holdings>()
  const of = (user: FleetUser | null): Holdings => {
    const key = user?.id ?? null
    const known = people.get(key)
    if (known !== undefined) {
      // The same account may come with its state in one row and without it in another.
      if (known.user?.state === null && user !== null && user.state !== null) known.user = user
      return known
    }
    const holdings: Holdings = { user, standing: 'unnamed', clusters: [], agents: [], tokens: [] }
    people.set(key, holdings)
    return holdings
  }
  for (const row of rows) {
    if (row.type === 'cluster') of(row.user).clusters.push(row)
    else {
      of(row.created_by).agents.push(row)
      for (const token of row.tokens ?? []) of(token.created_by).tokens.push({ agent: row, token })
    }
  }
  return [...people.values()]
    .map((holdings) => ({ ...holdings, standing: standingOf(holdings.user) }))
    .sort(
      (a, b) =>
        holdingStandings.indexOf(a.standing) - holdingStandings.indexOf(b.standing) ||
        (a.user?.username ?? '').localeCompare(b.user?.username ?? ''),
    )
}

/** What must be rotated or revoked when the person leaves: the projects of their tokens, each once. */
export const projectsOfTokens = ({ tokens }: Pick<Holdings, 'tokens'>): number[] => [
  ...new Set(tokens.flatMap(({ agent }) => agent.scope.id ?? [])),
]
