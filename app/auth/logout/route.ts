import { otherMethods } from '#lib/server/http/other-methods.ts'
import { writeRoute } from '#lib/server/http/route.ts'
import { clearSessionCookie } from '#lib/server/session/cookie.ts'
import { endSession } from '#lib/server/session/session.ts'
import { markOf } from '#lib/server/store/session-list.ts'

export const POST = writeRoute(
  {
    needs: 'session',
    audit: {
      action: 'session.end',
      target: ({ session }) => ({ type: 'session', id: markOf(session.key) }),
    },
  },
  async ({ session, headers }) => {
    await endSession(session)
    headers.append('Set-Cookie', clearSessionCookie())
    return undefined
  },
)

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST')
