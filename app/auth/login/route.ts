import { config } from '#lib/server/config.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { loginResponse } from '#lib/server/session/sign-in-pages.ts'
import { ssoLoginResponse } from '#lib/server/session/sso-sign-in.ts'

export const GET = (request: Request) =>
  config().sso === null ? loginResponse(request) : ssoLoginResponse(request)

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
