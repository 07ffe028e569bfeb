import { sessionsEndQuerySchema } from '#lib/contract/sessions.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute, writeRoute } from '#lib/server/http/route.ts'
import { clearSessionCookie } from '#lib/server/session/cookie.ts'
import { killSessionsOf, listSessions } from '#lib/server/session/session-list.ts'

export const GET = readRoute({}, ({ session }) => listSessions(session))

export const DELETE = writeRoute(
  {
    query: sessionsEndQuerySchema,
    needs: 'identity',
    audit: {
      action: 'session.kill_all',
      target: ({ query, session }) => ({
        type: 'session',
        id: `user/${query.user_id ?? session.user.id}`,
      }),
    },
  },
  async ({ session, query, headers, record }) => {
    const userId = query.user_id ?? session.user.id
    const [first] = await killSessionsOf(session, userId)
    if (first !== undefined) record({ name: first.user.username })
    if (userId === session.user.id) headers.append('Set-Cookie', clearSessionCookie())
    return undefined
  },
)

export const { POST, PUT, PATCH, OPTIONS } = otherMethods('GET', 'DELETE')
