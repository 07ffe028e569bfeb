import type { Session } from '#lib/contract/session.ts'
import { config } from '#lib/server/config.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { publicRoute } from '#lib/server/http/route.ts'

export const GET = publicRoute(async ({ session }): Promise<Session> => {
  const gitlab = { url: config().gitlab.url }
  if (session === null) return { authenticated: false, gitlab }
  return {
    authenticated: true,
    user: session.user,
    mode: session.mode,
    role: session.role,
    read_only: config().readOnly,
    may_write: session.mayWrite,
    expires_at: session.expiresAt.toISOString(),
    token_display_s: config().tokenDisplayS,
    gitlab,
  }
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
