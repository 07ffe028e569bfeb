import { type FleetRow, type FleetUser, fleetKey } from '#lib/contract/fleet.ts'
import { type Finding, type FindingEvidence, findingOf } from './finding.ts'

/** Whether GitLab said that an account is out of use; an account of which it said nothing is not. */
export const isInactive = ({ state }: FleetUser): boolean => state !== null && state !== 'active'

type Made = Pick<FindingEvidence['creator_inactive'], 'what' | 'token'> & {
  at: string
  user: FleetUser | null
}

function madeOf(row: FleetRow): Made[] {
  const at = fleetKey(row)
  if (row.type === 'cluster') return [{ at, user: row.user, what: 'cluster', token: null }]
  return [
    { at, user: row.created_by, what: 'agent', token: null },
    ...(row.tokens ?? []).map(
      ({ id, name, created_by }): Made => ({
        at: `${at}/token-${id}`,
        user: created_by,
        what: 'token',
        token: { id, name },
      }),
    ),
  ]
}

/** What was made by somebody whose account is blocked or deactivated, with its tokens still good. */
export const creatorFindings = (row: FleetRow): Finding[] =>
  madeOf(row).flatMap(({ at, user, what, token }) => {
    if (user === null || user.state === null || !isInactive(user)) return []
    const evidence = { user, state: user.state, what, token }
    return [findingOf('creator_inactive', { at, subjects: [fleetKey(row)], evidence })]
  })
