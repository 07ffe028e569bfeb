import { auditQuerySchema } from '#lib/contract/audit.ts'
import { listAudit } from '#lib/server/audit/list.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute } from '#lib/server/http/route.ts'

export const GET = readRoute({ query: auditQuerySchema }, ({ session, query }) =>
  listAudit(session, query),
)

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
