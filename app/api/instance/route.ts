import { getInstance } from '#lib/server/gitlab/instance.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute } from '#lib/server/http/route.ts'
import { asSeenBy } from '#lib/server/session/instance-view.ts'

export const GET = readRoute({}, async ({ gitlab, session }) =>
  asSeenBy(session, await getInstance(gitlab)),
)

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
