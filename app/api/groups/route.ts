import { searchQuery } from '#lib/contract/page.ts'
import { searchGroups } from '#lib/server/gitlab/scopes.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute } from '#lib/server/http/route.ts'

export const GET = readRoute({ query: searchQuery }, ({ gitlab, query }) =>
  searchGroups(gitlab, query),
)

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
