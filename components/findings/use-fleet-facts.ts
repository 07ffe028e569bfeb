'use client'
import { useGitLabNow } from '#components/layout/use-gitlab-now.ts'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'
import type { FleetEnd } from '#lib/contract/fleet.ts'

const nothingTold: FleetEnd['gitlab'] = { version: null, kas_version: null, enterprise: null }

/**
 * What the rules need beside the rows: the time by GitLab's clock (epoch milliseconds), in steps so that thousands of rows
 * are not judged anew each minute, and what the scan told of GitLab.
 */
export function useFleetFacts({ end }: FleetSnapshot) {
  const known = useGitLabNow()
  const scanned = end?.finished_at ?? null
  const scannedAt = scanned === null ? 0 : Date.parse(scanned)
  const now = Math.max(scannedAt, Math.floor((known ?? 0) / stepMs) * stepMs)
  return { now, gitlab: end?.gitlab ?? nothingTold }
}

const stepMs = 600_000
