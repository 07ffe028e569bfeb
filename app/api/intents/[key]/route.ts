import { z } from 'zod'
import { idempotencyKeySchema } from '#lib/contract/intent.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { writeRoute } from '#lib/server/http/route.ts'
import { dismissIntent } from '#lib/server/intents/notices.ts'

const params = z.object({ key: idempotencyKeySchema })

export const DELETE = writeRoute(
  {
    params,
    needs: 'session',
    audit: {
      action: 'intent.dismiss',
      target: ({ params }) => ({ type: 'intent', id: params.key }),
    },
  },
  ({ session, params }) => dismissIntent(session, params.key),
)

export const { GET, HEAD, POST, PUT, PATCH, OPTIONS } = otherMethods('DELETE')
