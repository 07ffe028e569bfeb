import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type SessionEntry, sessionListSchema } from '#lib/contract/sessions.ts'
import { bff } from './bff.ts'
import { isRecordGone } from './failure-rules.ts'
import { announceSession } from './session-channel.ts'

const listKey = ['sessions']

export const sessionListQueries = {
  /** The sessions that are still good: one's own, for administrators everybody's. */
  list: () =>
    queryOptions({
      queryKey: listKey,
      queryFn: ({ signal }) => bff.get('/api/sessions', { schema: sessionListSchema, signal }),
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
}

/** Ends one session. One that is over already counts as ended. */
export function useEndSession() {
  const client = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    mutationFn: async ({ id }: Pick<SessionEntry, 'id'>) => {
      try {
        await bff.delete(`/api/sessions/${id}`)
      } catch (error) {
        if (!(error instanceof Error && isRecordGone(error))) throw error
      }
    },
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
  })
}

/** Ends every session of a person; `userId` is null for one's own, which ends the present one too. */
export function useEndAllSessions() {
  const client = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    mutationFn: (userId: SessionEntry['user']['id'] | null) =>
      bff.delete(
        userId === null
          ? '/api/sessions'
          : `/api/sessions?user_id=${encodeURIComponent(String(userId))}`,
      ),
    onSuccess: (_nothing, userId) => {
      if (userId === null) announceSession(null)
      else return client.invalidateQueries({ queryKey: listKey })
    },
  })
}
