import type { Session } from '#lib/contract/session.ts'
import { now } from '#lib/server/clock.ts'
import { config } from '#lib/server/config.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { publicRoute } from '#lib/server/http/route.ts'
import { countNotices } from '#lib/server/intents/notices.ts'
import { serviceTokenWarning } from '#lib/server/session/service-token.ts'

export const GET = publicRoute(async ({ session }): Promise<Session> => {
  const gitlab = { url: config().gitlab.url }
  const mode = config().authMode
  if (session === null) return { authenticated: false, mode, gitlab }
  return {
    authenticated: true,
    user: session.user,
    mode,
    logout_url: config().sso?.logoutUrl ?? null,
    service_token_warning:
      session.mode === 'proxy-jwt' && session.role === 'admin' ? serviceTokenWarning() : null,
    role: session.role,
    read_only: config().readOnly,
    may_write: session.mayWrite,
    expires_at: session.expiresAt.toISOString(),
    absolute_at: session.absoluteAt.toISOString(),
    now: new Date(now()).toISOString(),
    idle_s: config().session.idleS,
    token_display_s: config().tokenDisplayS,
    notices: await countNotices(session),
    gitlab,
  }
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
