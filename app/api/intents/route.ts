import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute } from '#lib/server/http/route.ts'
import { listIntents } from '#lib/server/intents/notices.ts'

export const GET = readRoute({}, ({ session }) => listIntents(session))

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
