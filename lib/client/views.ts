import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type ViewCreate, viewListSchema, viewSchema } from '#lib/contract/view.ts'
import { bff } from './bff.ts'
import { isRecordGone } from './failure-rules.ts'

const listKey = ['views']

export const viewQueries = {
  /** The person's own saved views, by name. */
  list: () =>
    queryOptions({
      queryKey: listKey,
      queryFn: ({ signal }) => bff.get('/api/views', { schema: viewListSchema, signal }),
      meta: { failure: 'in-place' },
    }),
}

/** Saves a view, in place of an older one of the same name; the dialog that asks for the name shows every error. */
export function useSaveView() {
  const client = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    mutationFn: (body: ViewCreate) => bff.post('/api/views', { body, schema: viewSchema }),
    onSettled: () => client.invalidateQueries({ queryKey: listKey }),
  })
}

/** Takes a view away. One that is gone already counts as taken away. */
export function useDeleteView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => {
      try {
        await bff.delete(`/api/views/${id}`)
      } catch (error) {
        if (!(error instanceof Error && isRecordGone(error))) throw error
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: listKey }),
  })
}
