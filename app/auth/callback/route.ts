import { config } from '#lib/server/config.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { callbackResponse } from '#lib/server/session/sign-in-pages.ts'
import { ssoCallbackResponse } from '#lib/server/session/sso-sign-in.ts'

export const GET = (request: Request) =>
  config().sso === null ? callbackResponse(request) : ssoCallbackResponse(request)

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
