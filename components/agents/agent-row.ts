import {
  type AgentEvidence,
  type AgentStatus,
  type AgentSummary,
  agentStatus,
} from '#lib/contract/agent.ts'

/** What one reading of an agent's status gave. */
export interface StatusReading {
  /** Undefined until it was read once. */
  evidence: AgentEvidence | undefined
  /** Why the newest reading failed; older evidence may stand beside it. */
  error: Error | null
  /** When the evidence came, in epoch milliseconds by the browser's clock. */
  readAt: number
}

/** An agent of the list with what is known of its status. */
export interface AgentRow extends StatusReading {
  agent: AgentSummary
}

/** Whether there is nothing more to wait for: read, or failed. */
export const isRead = ({ evidence, error }: StatusReading): boolean =>
  evidence !== undefined || error !== null

/** The status at the time of the reading; null while it is on its way, `unknown` when no reading succeeded. */
export function rowStatus({ evidence, error }: StatusReading): AgentStatus | null {
  if (evidence) return agentStatus(evidence, Date.parse(evidence.as_of))
  return error ? 'unknown' : null
}

/** All statuses, the one that needs care most first. */
const statusesByUrgency: readonly AgentStatus[] = [
  'not_connected',
  'no_token',
  'never_connected',
  'unknown',
  'connected',
]

/** For sorting: what needs care comes first, what is not read yet last. */
export function statusUrgency(row: StatusReading): number {
  const status = rowStatus(row)
  return status === null ? statusesByUrgency.length : statusesByUrgency.indexOf(status)
}

/** For sorting, in epoch milliseconds: how long ago the agent was heard of; those never heard of come first. */
export const lastContact = ({ evidence }: StatusReading): number =>
  Date.parse(evidence?.tokens?.last_used_at ?? '') || 0

export type Receptive = 'yes' | 'no' | 'unknown'

/** Whether GitLab connects to the agent; null while it is on its way. */
export function rowReceptive(row: StatusReading): Receptive | null {
  if (!isRead(row)) return null
  const isReceptive = row.evidence?.is_receptive ?? null
  if (isReceptive === null) return 'unknown'
  return isReceptive ? 'yes' : 'no'
}

/** How many agents have which status; only statuses that occur, the most urgent first. */
export function statusCounts(rows: readonly StatusReading[]) {
  return statusesByUrgency.flatMap((status) => {
    const count = rows.filter((row) => rowStatus(row) === status).length
    return count === 0 ? [] : [{ status, count }]
  })
}
