import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  createdSnoozeSchema,
  type Snooze,
  type SnoozeCreate,
  snoozeListSchema,
} from '#lib/contract/findings/snooze.ts'
import { bff } from './bff.ts'
import { isRecordGone } from './failure-rules.ts'

const path = '/api/findings/snoozes'
const listKey = ['snoozes']

export const snoozeQueries = {
  /** The snoozes in force, whoever made them. */
  list: () =>
    queryOptions({
      queryKey: listKey,
      queryFn: ({ signal }) => bff.get(path, { schema: snoozeListSchema, signal }),
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
}

/** Snoozes a finding, in place of an older snooze of it. */
export function useCreateSnooze() {
  const client = useQueryClient()
  return useMutation({
    meta: { errors: 'in-place' },
    mutationFn: (body: SnoozeCreate) => bff.post(path, { body, schema: createdSnoozeSchema }),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
  })
}

/** Ends a snooze before its day. One that is over already counts as ended. */
export function useEndSnooze() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id }: Pick<Snooze, 'id'>) => {
      try {
        await bff.delete(`${path}/${id}`)
      } catch (error) {
        if (!(error instanceof Error && isRecordGone(error))) throw error
      }
    },
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
  })
}
