import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import pLimit from 'p-limit'
import {
  type AgentRegister,
  agentEvidenceSchema,
  agentSchema,
  agentSummarySchema,
} from '#lib/contract/agent.ts'
import { listOf } from '#lib/contract/page.ts'
import { keepBackground } from './background.ts'
import { bff } from './bff.ts'

const path = (projectId: number) => `/api/projects/${projectId}/agents` as const

const agentListSchema = listOf(agentSummarySchema)

/** A status takes the server two single-token reads, and GitLab gets eight at a time from one page (gitlab-api.md §6.5). */
const statusReads = pLimit(4)

/** Reads in its turn: four at a time, whichever list asks. A reading given up meanwhile is not begun. */
export const readInTurn = <T>(signal: AbortSignal, read: () => Promise<T>): Promise<T> =>
  statusReads(
    keepBackground(() => {
      signal.throwIfAborted()
      return read()
    }),
  )

export const agentKeys = {
  all: (projectId: number) => ['agents', projectId] as const,
  list: (projectId: number) => [...agentKeys.all(projectId), 'list'] as const,
  /** All that is known of one agent, its tokens and URL configurations included. */
  one: (projectId: number, agentId: number) => [...agentKeys.all(projectId), agentId] as const,
}

export const agentQueries = {
  /** Every agent registered in the project; `complete` is false when GitLab holds more than were read. */
  list: (projectId: number) =>
    queryOptions({
      queryKey: agentKeys.list(projectId),
      queryFn: ({ signal }) => bff.get(path(projectId), { schema: agentListSchema, signal }),
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
  /** One agent with the evidence of its status; its `console.as_of` goes into the deletion. */
  detail: (projectId: number, agentId: number) =>
    queryOptions({
      queryKey: [...agentKeys.one(projectId, agentId), 'detail'],
      queryFn: ({ signal }) =>
        bff.get(`${path(projectId)}/${agentId}`, { schema: agentSchema, signal }),
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
  /** What an agent's status rests on; four are read at a time. */
  status: (projectId: number, agentId: number) =>
    queryOptions({
      queryKey: [...agentKeys.one(projectId, agentId), 'status'],
      queryFn: ({ signal }) =>
        readInTurn(signal, () =>
          bff.get(`${path(projectId)}/${agentId}/status`, { schema: agentEvidenceSchema, signal }),
        ),
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
}

/** Registers an agent in the project; the dialog that asks for its name shows every error itself. */
export function useRegisterAgent(projectId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    mutationFn: (body: AgentRegister) =>
      bff.post(path(projectId), { body, schema: agentSummarySchema }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: agentKeys.list(projectId) }),
  })
}

/** Deletes the agent in GitLab as it was at `seenAt`, an ISO 8601 time by GitLab's clock. */
export const deleteAgent = (projectId: number, agentId: number, seenAt: string): Promise<void> =>
  bff.delete(`${path(projectId)}/${agentId}`, { ifUnmodifiedSince: seenAt })

/** Deletes an agent; the dialog that asks for it shows every error itself. */
export function useDeleteAgent(projectId: number, agentId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    mutationFn: ({ seenAt }: { seenAt: string }) => deleteAgent(projectId, agentId, seenAt),
    onSettled: () => queryClient.invalidateQueries({ queryKey: agentKeys.list(projectId) }),
  })
}
