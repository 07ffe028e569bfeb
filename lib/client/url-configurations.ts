import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { listOf } from '#lib/contract/page.ts'
import {
  type UrlConfigurationCreate,
  urlConfigurationSchema,
} from '#lib/contract/url-configuration.ts'
import { agentKeys } from './agents.ts'
import { bff } from './bff.ts'

const path = (projectId: number, agentId: number) =>
  `/api/projects/${projectId}/agents/${agentId}/url-configurations` as const

const configurationListSchema = listOf(urlConfigurationSchema)

export const urlConfigurationQueries = {
  /** The agent's URL configuration: none or one. */
  list: (projectId: number, agentId: number) =>
    queryOptions({
      queryKey: [...agentKeys.one(projectId, agentId), 'url-configurations'],
      queryFn: ({ signal }) =>
        bff.get(path(projectId, agentId), { schema: configurationListSchema, signal }),
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
}

/** Gives the body when it is sent: the mutation cache keeps what it is called with, and a body may hold a private key. */
type Body = () => UrlConfigurationCreate

/** Makes the agent receptive. */
export function useCreateUrlConfiguration(projectId: number, agentId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    gcTime: 0,
    mutationFn: (body: Body) =>
      bff.post(path(projectId, agentId), { body: body(), schema: urlConfigurationSchema }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: agentKeys.one(projectId, agentId) }),
  })
}

interface Replacement {
  id: number
  /** When the old one was read, an ISO 8601 time by GitLab's clock. */
  seenAt: string
  /** Hears that the old one is gone: a failure after it leaves the agent without a configuration. */
  onDeleted: () => void
  body: Body
}

/** Deletes a URL configuration and creates another one at once: GitLab cannot change one. */
export function useReplaceUrlConfiguration(projectId: number, agentId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    gcTime: 0,
    mutationFn: async ({ id, seenAt, onDeleted, body }: Replacement) => {
      const collection = path(projectId, agentId)
      await bff.delete(`${collection}/${id}`, { ifUnmodifiedSince: seenAt })
      onDeleted()
      return bff.post(collection, { body: body(), schema: urlConfigurationSchema })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: agentKeys.one(projectId, agentId) }),
  })
}

/** Deletes a URL configuration as it was at `seenAt`, an ISO 8601 time by GitLab's clock. */
export function useDeleteUrlConfiguration(projectId: number, agentId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    mutationFn: ({ id, seenAt }: { id: number; seenAt: string }) =>
      bff.delete(`${path(projectId, agentId)}/${id}`, { ifUnmodifiedSince: seenAt }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: agentKeys.one(projectId, agentId) }),
  })
}
