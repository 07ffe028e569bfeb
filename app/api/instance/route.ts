import { getInstance } from '#lib/server/gitlab/instance.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute } from '#lib/server/http/route.ts'

export const GET = readRoute({}, ({ gitlab }) => getInstance(gitlab))

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
