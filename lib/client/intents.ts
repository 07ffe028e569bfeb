import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { intentSchema } from '#lib/contract/intent.ts'
import { bff } from './bff.ts'
import { sessionQueries } from './session.ts'

const intentsSchema = z.object({ items: z.array(intentSchema) })

export const intentQueries = {
  /** The person's own attempts to create a token of whose end they may not know; newest first. */
  list: () =>
    queryOptions({
      queryKey: ['intents'],
      queryFn: ({ signal }) => bff.get('/api/intents', { schema: intentsSchema, signal }),
      meta: { failure: 'in-place' },
    }),
}

/** Takes a notice of a settled attempt away. */
export function useDismissIntent() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (key: string) => bff.delete(`/api/intents/${key}`),
    onSettled: () =>
      Promise.all(
        // The session counts them.
        [intentQueries.list(), sessionQueries.current()].map(({ queryKey }) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
