import { otherMethods } from '#lib/server/http/other-methods.ts'
import { respondStatus } from '#lib/server/http/respond.ts'

/** The process answers; nothing else is asked. */
export const GET = async (): Promise<Response> => respondStatus(200, 'ok')

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
