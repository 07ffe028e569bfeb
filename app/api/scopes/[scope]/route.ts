import { z } from 'zod'
import { scopeParam } from '#lib/contract/scope.ts'
import { getScope } from '#lib/server/gitlab/scopes.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute } from '#lib/server/http/route.ts'

const params = z.object({ scope: scopeParam })

export const GET = readRoute({ params }, ({ gitlab, params, session }) =>
  // Behind an SSO proxy one service token asks for everybody: what it may do is no person's right.
  getScope(gitlab, params.scope, session.mode === 'oauth' ? session.user : null),
)

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
