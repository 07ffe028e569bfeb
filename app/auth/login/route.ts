import { otherMethods } from '#lib/server/http/other-methods.ts'
import { loginResponse } from '#lib/server/session/sign-in-pages.ts'

export const GET = loginResponse

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
