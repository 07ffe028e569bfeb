import { queryOptions } from '@tanstack/react-query'
import { instanceSchema } from '#lib/contract/instance.ts'
import { bff } from './bff.ts'

export const instanceQueries = {
  /** What GitLab is, what is switched on in it and what the signed-in person may do. */
  doctor: () =>
    queryOptions({
      queryKey: ['instance'],
      queryFn: ({ signal }) => bff.get('/api/instance', { schema: instanceSchema, signal }),
      meta: { failure: 'in-place' },
    }),
}
