import { otherMethods } from '#lib/server/http/other-methods.ts'
import { callbackResponse } from '#lib/server/session/sign-in-pages.ts'

export const GET = callbackResponse

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
