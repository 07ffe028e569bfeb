'use client'
import { createContext, type ReactNode, use } from 'react'
import type { AgentEvidence, AgentSummary } from '#lib/contract/agent.ts'

interface AgentList {
  projectId: number
  /** Whether changes are offered to this person. */
  canWrite: boolean
  /** How long a row on screen waits before its status is read again. */
  pollMs: number
  /** The time by the browser's clock, in epoch milliseconds, going on by the minute. */
  now: number
  /** Opens the dialog that deletes an agent; it belongs to the page, so that it outlives the row. */
  onDelete: (agent: AgentSummary) => void
  /** What another feature has to say about an agent's tokens, such as that they are being rotated. */
  tokenMark: (agent: AgentSummary, evidence: AgentEvidence) => ReactNode
}

/** What the cells of the list need to know about the list they stand in. */
export const AgentListContext = createContext<AgentList | null>(null)

export function useAgentList(): AgentList {
  const list = use(AgentListContext)
  if (list === null) throw new Error('A cell of the agent list stands outside of it')
  return list
}
