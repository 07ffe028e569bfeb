'use client'
'use no memo'
import { useTableUrl } from '#components/table/use-table-url.ts'
import { isHeldUp } from '#components/table/waiting.ts'
import type { AgentSummary } from '#lib/contract/agent.ts'
import { agentTable, statusColumns } from './agent-columns.tsx'
import { pollIntervalMs, useAgentRows } from './use-agent-rows.ts'

const noneGone = () => []

/** The rows of the list, with every status read when the address sorts or filters by it. */
export function useAgentRowsByUrl(projectId: number, agents: readonly AgentSummary[] | undefined) {
  const { state, rowsPerPage } = useTableUrl(agentTable.url, noneGone)
  const isNeeded = isHeldUp({ columns: statusColumns, note: '' }, state)
  const shown = Math.min(agents?.length ?? 0, rowsPerPage)
  return { ...useAgentRows(projectId, agents, isNeeded), pollMs: pollIntervalMs(shown) }
}
