import type { Route } from 'next'
import { fleetHref } from '#components/fleet/fleet-hrefs.ts'
import { certificateHref, duplicatesHref, personHref, rotateHref } from './finding-hrefs.ts'
import type { FindingRow } from './finding-row.ts'

/** Where a finding can be put right; `guide` leads to GitLab's documentation. */
export type FindingAction =
  | {
      kind: 'cluster' | 'agent' | 'rotate' | 'certificate' | 'person' | 'duplicates'
      href: Route
    }
  | { kind: 'guide' }

/** The one sensible next step; null when its row is not there any more. */
export function findingAction({ finding, subjects }: FindingRow): FindingAction | null {
  const [row] = subjects
  switch (finding.rule) {
    case 'certificate_clusters':
      return { kind: 'guide' }
    case 'duplicate_api_url':
    case 'duplicate_ca':
    case 'duplicate_agent_name':
      return { kind: 'duplicates', href: duplicatesHref }
    case 'creator_inactive':
      return { kind: 'person', href: personHref(finding.evidence.user.username) }
    default:
  }
  if (row === undefined) return null
  if (finding.rule === 'token_old') return { kind: 'rotate', href: rotateHref(row) }
  if ('sha256' in finding.evidence && subjects.length > 1) {
    return { kind: 'certificate', href: certificateHref(finding.evidence.sha256) }
  }
  return { kind: row.type, href: fleetHref(row) }
}
