import { noValue } from '#components/table/no-value.ts'
import type { AgentEvidence } from '#lib/contract/agent.ts'
import { type CaStatus, caStatus } from '#lib/contract/certificate.ts'
import { findDuplicates } from '#lib/contract/findings/duplicates.ts'
import { defaultPolicy } from '#lib/contract/findings/policy.ts'
import { type FleetAgent, type FleetRow, fleetKey } from '#lib/contract/fleet.ts'
import { type FleetStatus, fleetStatus, lastContact } from '#lib/contract/fleet-status.ts'

/** A row of the fleet with all that the table asks of it, worked out once: a search reads it at every key. */
export interface FleetItem {
  key: string
  row: FleetRow
  status: FleetStatus
  /** Path of the scope; empty for the instance. */
  path: string
  /** The first part of the path; {@link noValue} for the instance. */
  topGroup: string
  lastContact: string | null
  /** Null where tokens are no matter (clusters) or could not be read. */
  tokens: number | null
  oldestToken: string | null
  /** Age of the oldest active token, in days. */
  tokenDays: number | null
  /** The first end of all its certificates, and in how many days that is: negative once it is over. */
  certificateEnd: string | null
  certificateDays: number | null
  certificateStatus: CaStatus
  versions: readonly string[]
  apiUrl: string | null
  creator: string
  isDuplicate: boolean
}

const dayMs = 86_400_000

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs

const earliest = (times: readonly string[]): string | null =>
  times.reduce<string | null>(
    (first, next) => (first === null || Date.parse(next) < Date.parse(first) ? next : first),
    null,
  )

const certificatesOf = (row: FleetRow) =>
  row.type === 'cluster'
    ? [row.console.ca]
    : [row.url_configuration?.ca ?? null, row.url_configuration?.client ?? null]

const careOrder: readonly CaStatus[] = ['unreadable', 'expired', 'expiring', 'fine', 'none']

function certificateFacts(row: FleetRow) {
  const { as_of: now } = row.console
  const fields = certificatesOf(row)
  const end = earliest(fields.flatMap((field) => field?.not_after ?? []))
  const statuses = fields.map((field) => caStatus(field, Date.parse(now)))
  return {
    certificateEnd: end,
    certificateDays: end === null ? null : daysBetween(now, end),
    certificateStatus: careOrder.find((status) => statuses.includes(status)) ?? 'none',
  }
}

const tokensOf = (row: FleetRow) => (row.type === 'agent' ? row.tokens : null)
const creatorOf = (row: FleetRow) => (row.type === 'agent' ? row.created_by : row.user)

function itemOf(row: FleetRow, isDuplicate: boolean): FleetItem {
  const path = row.scope.path ?? ''
  const tokens = tokensOf(row)
  const oldestToken = earliest((tokens ?? []).map(({ created_at }) => created_at))
  return {
    key: fleetKey(row),
    row,
    status: fleetStatus(row),
    path,
    topGroup: path.split('/')[0] || noValue,
    lastContact: row.type === 'agent' ? lastContact(row) : null,
    tokens: tokens?.length ?? null,
    oldestToken,
    tokenDays: oldestToken === null ? null : daysBetween(oldestToken, row.console.as_of),
    ...certificateFacts(row),
    versions: row.type === 'agent' ? (row.versions ?? []) : [],
    apiUrl:
      row.type === 'cluster'
        ? row.platform_kubernetes.api_url
        : (row.url_configuration?.url ?? null),
    creator: creatorOf(row)?.username ?? noValue,
    isDuplicate,
  }
}

/** The rows as the table takes them. Clusters of one API URL or one CA in several scopes are duplicates. */
export function fleetItems(rows: readonly FleetRow[]): FleetItem[] {
  const { api_urls, cas } = findDuplicates(rows, defaultPolicy)
  const duplicates = new Set([...api_urls, ...cas].flatMap((group) => group.rows.map(fleetKey)))
  return rows.map((row) => itemOf(row, duplicates.has(fleetKey(row))))
}

/** What an agent's status rests on, in the shape of a single reading. */
export function evidenceOf(row: FleetAgent, { oldestToken }: Pick<FleetItem, 'oldestToken'>) {
  const last_used_at = lastContact(row)
  const last = row.tokens?.find((token) => token.last_used_at === last_used_at)
  return {
    as_of: row.console.as_of,
    tokens: row.tokens && {
      active: row.tokens.length,
      unread: 0,
      oldest_created_at: oldestToken,
      last_used_at,
      last_used_token: last_used_at !== null && last !== undefined ? last : null,
    },
    tokens_problem: null,
    is_receptive: row.is_receptive,
    receptive_problem: null,
  } satisfies AgentEvidence
}
