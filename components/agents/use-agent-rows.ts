'use client'
import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { agentQueries } from '#lib/client/agents.ts'
import type { AgentEvidence, AgentSummary } from '#lib/contract/agent.ts'
import { type AgentRow, isRead } from './agent-row.ts'

/** Up to so many agents every status is read at once; of more only when somebody sorts or filters by it. */
const readAllUpTo = 200

const minuteMs = 60_000
/** A status takes GitLab four calls, and its own limit for a person is 120 a minute where one is set. */
const pollPerMinute = 20

/** How long a row waits before its status is read again, in milliseconds, among `shown` rows on screen. */
export const pollIntervalMs = (shown: number): number =>
  Math.max(minuteMs, Math.ceil(shown / pollPerMinute) * minuteMs)

const readings = (results: UseQueryResult<AgentEvidence>[]) =>
  results.map(({ data, error, dataUpdatedAt, isFetching }) => ({
    evidence: data,
    error,
    readAt: dataUpdatedAt,
    isFetching,
  }))

/**
 * The agents with their statuses as they come in. `isNeeded` says that order or filters rest on them: then they are all
 * read, however many. The rows on screen keep their own statuses fresh (`useFreshStatus`).
 */
export function useAgentRows(
  projectId: number,
  agents: readonly AgentSummary[] | undefined,
  isNeeded: boolean,
) {
  const isReadingAll = isNeeded || (agents?.length ?? 0) <= readAllUpTo
  const statuses = useQueries({
    queries: (agents ?? []).map(({ id }) => ({
      ...agentQueries.status(projectId, id),
      enabled: isReadingAll,
      staleTime: minuteMs,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    })),
    combine: readings,
  })
  const rows =
    agents?.flatMap((agent, index): AgentRow[] => {
      const reading = statuses[index]
      return reading ? [{ agent, ...reading }] : []
    }) ?? null
  return {
    rows,
    isReadingAll,
    readCount: statuses.filter(isRead).length,
    isFetching: statuses.some(({ isFetching }) => isFetching),
  }
}
