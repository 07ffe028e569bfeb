import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  type AgentTokenCreate,
  agentTokenSchema,
  type CreatedAgentToken,
  createdAgentTokenSchema,
} from '#lib/contract/agent-token.ts'
import { listOf } from '#lib/contract/page.ts'
import { agentKeys, readInTurn } from './agents.ts'
import { bff } from './bff.ts'

const path = (projectId: number, agentId: number) =>
  `/api/projects/${projectId}/agents/${agentId}/tokens` as const

const tokenListSchema = listOf(agentTokenSchema)

export const agentTokenQueries = {
  /** The agent's active tokens with their last use, read one by one (gitlab-api.md §6.3); of four agents at a time. */
  list: (projectId: number, agentId: number) =>
    queryOptions({
      queryKey: [...agentKeys.one(projectId, agentId), 'tokens'],
      queryFn: ({ signal }) =>
        readInTurn(signal, () =>
          bff.get(path(projectId, agentId), { schema: tokenListSchema, signal }),
        ),
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
}

/** One token with its last use, for whoever waits for its first contact. */
export const readAgentToken = (projectId: number, agentId: number, tokenId: number) =>
  bff.get(`${path(projectId, agentId)}/${tokenId}`, { schema: agentTokenSchema })

interface CreateAgentToken {
  projectId: number
  agentId: number
  body: AgentTokenCreate
  /** A UUID made when the dialog opened. The same one again never makes a second token (docs/decisions/0030). */
  key: string
  /** Tells the server that nobody waits any more: it revokes what it cannot show. */
  signal?: AbortSignal
}

/**
 * Makes a token and gives its secret, the only time that anybody sees it. Not a mutation of the query library: its cache
 * would keep the answer. Throws `ProblemError`, and `TypeError` when no answer came; then the same key tells how it ended.
 */
export function createAgentToken(attempt: CreateAgentToken): Promise<CreatedAgentToken> {
  const { projectId, agentId, body, key, signal } = attempt
  return bff.post(path(projectId, agentId), {
    body,
    schema: createdAgentTokenSchema,
    idempotencyKey: key,
    ...(signal && { signal }),
  })
}

/** Revokes a token, for good. */
export const revokeAgentToken = (
  projectId: number,
  agentId: number,
  tokenId: number,
): Promise<void> => bff.delete(`${path(projectId, agentId)}/${tokenId}`)

/** Revokes a token, for good; the dialog that asks for it shows every error itself. */
export function useRevokeAgentToken(projectId: number, agentId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    mutationFn: ({ tokenId }: { tokenId: number }) => revokeAgentToken(projectId, agentId, tokenId),
    onSettled: () => queryClient.invalidateQueries({ queryKey: agentKeys.one(projectId, agentId) }),
  })
}
