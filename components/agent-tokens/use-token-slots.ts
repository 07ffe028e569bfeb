'use client'
import { useQuery } from '@tanstack/react-query'
import { agentTokenQueries } from '#lib/client/agent-tokens.ts'
import { maxActiveTokens } from '#lib/contract/agent-token.ts'
import { useTokenNow } from './use-token-now.ts'

/** The agent's active tokens as slots, and the time by GitLab's clock to judge them by. */
export function useTokenSlots(projectId: number, agentId: number, enabled = true) {
  const query = useQuery({ ...agentTokenQueries.list(projectId, agentId), enabled })
  const tokens = query.data?.items
  const now = useTokenNow(tokens?.[0]?.console.as_of, query.dataUpdatedAt)
  return { query, tokens, now, isFull: tokens !== undefined && tokens.length >= maxActiveTokens }
}
