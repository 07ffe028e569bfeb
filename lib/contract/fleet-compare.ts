import { z } from 'zod'
import { caStatus } from './certificate.ts'
import {
  type FleetAgent,
  type FleetEnd,
  type FleetRow,
  fleetAgentSchema,
  fleetClusterSchema,
  fleetEndSchema,
  fleetKey,
} from './fleet.ts'
import { fleetStatus } from './fleet-status.ts'

/** The most that a file of a saved scan can hold, in bytes; some 50,000 rows. */
export const maxSnapshotBytes = 100_000_000

/** A scan saved as a file. Nothing in a row is secret. */
export const fleetSnapshotSchema = z.object({
  format: z.literal('gitlab-cluster-console/fleet'),
  version: z.literal(1),
  end: fleetEndSchema,
  rows: z.array(
    z.discriminatedUnion('type', [
      fleetClusterSchema.extend({ type: z.literal('cluster') }),
      fleetAgentSchema.extend({ type: z.literal('agent') }),
    ]),
  ),
})
export type FleetSnapshotFile = z.infer<typeof fleetSnapshotSchema>

export const fleetSnapshot = (end: FleetEnd, rows: readonly FleetRow[]): FleetSnapshotFile => ({
  format: 'gitlab-cluster-console/fleet',
  version: 1,
  end,
  rows: [...rows],
})

/** What can differ between two readings of a row; contact and ages change by themselves and are no change. */
const comparedFields = [
  'name',
  'scope',
  'enabled',
  'environment_scope',
  'api_url',
  'ca',
  'management_project',
  'tokens',
  'versions',
  'agent_url',
  'client_certificate',
] as const
type ComparedField = (typeof comparedFields)[number]

/** In which way a row is worse than it was. */
type StaleReason = 'not_connected' | 'no_token' | 'expired' | 'expiring'

export interface FleetComparison {
  added: FleetRow[]
  gone: FleetRow[]
  changed: { row: FleetRow; fields: ComparedField[] }[]
  /** Rows that were well before and are not now. */
  stale: { row: FleetRow; reasons: StaleReason[] }[]
}

const fingerprints = (ca: { certificates: readonly { sha256: string }[] } | null | undefined) =>
  (ca?.certificates ?? []).map(({ sha256 }) => sha256).join()

/** Whether it is known how GitLab reaches an agent, which may be in no way of its own: a missing reading is no answer. */
const isReachKnown = ({ is_receptive, url_configuration }: FleetAgent) =>
  url_configuration !== null || is_receptive === false

/** What is compared, as text; null where it was not told, which is no change either way. */
function valuesOf(row: FleetRow): Record<ComparedField, string | null> {
  const isCluster = row.type === 'cluster'
  const own = isCluster ? null : row.url_configuration
  const isTold = !isCluster && isReachKnown(row)
  const ownCa = isTold ? fingerprints(own?.ca) : null
  return {
    name: row.name,
    scope: `${row.scope.kind} ${row.scope.id ?? ''} ${row.scope.path ?? ''}`,
    enabled: isCluster && row.enabled !== null ? String(row.enabled) : null,
    environment_scope: isCluster ? row.environment_scope : null,
    api_url: isCluster ? row.platform_kubernetes.api_url : null,
    ca: isCluster ? fingerprints(row.console.ca) : ownCa,
    management_project: isCluster ? String(row.management_project?.id ?? '') : null,
    tokens:
      isCluster || row.tokens === null
        ? null
        : row.tokens
            .map(({ id }) => id)
            .sort((a, b) => a - b)
            .join(),
    versions: isCluster || row.versions === null ? null : row.versions.toSorted().join(),
    agent_url: isTold ? (own?.url ?? '') : null,
    client_certificate: isTold ? fingerprints(own?.client) : null,
  }
}

function changedFields(before: FleetRow, after: FleetRow): ComparedField[] {
  const [old, now] = [valuesOf(before), valuesOf(after)]
  return comparedFields.filter(
    (field) => old[field] !== null && now[field] !== null && old[field] !== now[field],
  )
}

/** Null where it was not told which certificates there are. */
const certificateStatuses = (row: FleetRow) => {
  if (row.type === 'agent' && !isReachKnown(row)) return null
  const fields =
    row.type === 'cluster'
      ? [row.console.ca]
      : [row.url_configuration?.ca ?? null, row.url_configuration?.client ?? null]
  return fields.map((ca) => caStatus(ca, Date.parse(row.console.as_of)))
}

/** What was not read before may have been as bad. */
function staleReasons(before: FleetRow, after: FleetRow): StaleReason[] {
  const reasons: StaleReason[] = []
  const [old, now] = [fleetStatus(before), fleetStatus(after)]
  const isLost = now === 'not_connected' || now === 'no_token'
  if (isLost && now !== old && old !== 'unknown') reasons.push(now)
  const [was, is] = [certificateStatuses(before), certificateStatuses(after)]
  for (const bad of ['expired', 'expiring'] as const) {
    if (was && is?.includes(bad) && !was.includes(bad)) reasons.push(bad)
  }
  return reasons
}

/** What became of the rows of an earlier scan, each judged by the time of its own reading. */
export function compareFleets(
  before: readonly FleetRow[],
  after: readonly FleetRow[],
): FleetComparison {
  const old = new Map(before.map((row) => [fleetKey(row), row]))
  const now = new Map(after.map((row) => [fleetKey(row), row]))
  const pairs = after.flatMap((row) => {
    const earlier = old.get(fleetKey(row))
    return earlier ? [{ earlier, row }] : []
  })
  return {
    added: after.filter((row) => !old.has(fleetKey(row))),
    gone: before.filter((row) => !now.has(fleetKey(row))),
    changed: pairs
      .map(({ earlier, row }) => ({ row, fields: changedFields(earlier, row) }))
      .filter(({ fields }) => fields.length > 0),
    stale: pairs
      .map(({ earlier, row }) => ({ row, reasons: staleReasons(earlier, row) }))
      .filter(({ reasons }) => reasons.length > 0),
  }
}
