import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { pageOf } from '#lib/contract/page.ts'
import { formatScope, type Scope, scopeHitSchema, scopeInfoSchema } from '#lib/contract/scope.ts'
import { bff } from './bff.ts'

const hitPageSchema = pageOf(scopeHitSchema)

const searchOf = (kind: 'groups' | 'projects', search: string) =>
  queryOptions({
    queryKey: ['scopes', kind, search],
    queryFn: ({ signal }) => {
      const query = search === '' ? '' : `?search=${encodeURIComponent(search)}`
      return bff.get(`/api/${kind}${query}`, { schema: hitPageSchema, signal })
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

export const scopeQueries = {
  /** Name and path of a scope; fails with `scope_not_found` when it is not there for this person. */
  info: (scope: Scope) =>
    queryOptions({
      queryKey: ['scopes', 'info', formatScope(scope)],
      queryFn: ({ signal }) =>
        bff.get(`/api/scopes/${formatScope(scope)}`, { schema: scopeInfoSchema, signal }),
      staleTime: 300_000,
    }),
  /** First page of the groups whose name or path holds `search`; all of them for an empty one. */
  groups: (search: string) => searchOf('groups', search),
  /** First page of the projects whose name or path holds `search`; all of them for an empty one. */
  projects: (search: string) => searchOf('projects', search),
}
