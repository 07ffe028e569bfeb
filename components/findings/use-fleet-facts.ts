'use client'
import { useGitLabNow } from '#components/layout/use-gitlab-now.ts'
import type { FleetSnapshot } from '#lib/client/fleet-scan.ts'
import type { FleetEnd } from '#lib/contract/fleet.ts'

const nothingTold: FleetEnd['gitlab'] = { version: null, kas_version: null, enterprise: null }

/**
 * What the rules need beside the rows: the time by GitLab's clock in whole minutes (epoch milliseconds), as of the scan
 * until it is known, and what the scan told of GitLab.
 */
export function useFleetFacts({ end }: FleetSnapshot) {
  const known = useGitLabNow()
  const scanned = end?.finished_at ?? null
  const now = known ?? (scanned === null ? 0 : Date.parse(scanned))
  return { now: Math.floor(now / minuteMs) * minuteMs, gitlab: end?.gitlab ?? nothingTold }
}

const minuteMs = 60_000
