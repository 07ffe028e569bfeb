import { z } from 'zod'
import { sessionIdParam } from '#lib/contract/sessions.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { writeRoute } from '#lib/server/http/route.ts'
import { clearSessionCookie } from '#lib/server/session/cookie.ts'
import { killSession } from '#lib/server/session/session-list.ts'

const params = z.object({ id: sessionIdParam })

export const DELETE = writeRoute(
  {
    params,
    needs: 'identity',
    audit: {
      action: 'session.kill',
      target: ({ params }) => ({ type: 'session', id: params.id }),
    },
  },
  async ({ session, params, headers, record }) => {
    const ended = await killSession(session, params.id)
    record({ name: ended.user.username })
    if (ended.key === session.key) headers.append('Set-Cookie', clearSessionCookie())
    return undefined
  },
)

export const { GET, HEAD, POST, PUT, PATCH, OPTIONS } = otherMethods('DELETE')
