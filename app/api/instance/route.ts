import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute } from '#lib/server/http/route.ts'
import { instanceFor } from '#lib/server/session/instance-view.ts'

export const GET = readRoute({}, ({ gitlab, session }) => instanceFor(session, gitlab))

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
