import { z } from 'zod'
import { changesOf } from '#lib/server/audit/changes.ts'
import { viewFields } from '#lib/server/audit/kept-fields.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { writeRoute } from '#lib/server/http/route.ts'
import { deleteView } from '#lib/server/views/views.ts'

const params = z.object({ id: z.uuid().toLowerCase() })

export const DELETE = writeRoute(
  {
    params,
    needs: 'session',
    audit: {
      action: 'view.delete',
      target: ({ params }) => ({ type: 'view', id: params.id }),
    },
  },
  async ({ session, params, record }) => {
    const { name, query } = await deleteView(session, params.id)
    record({ name, changes: changesOf(viewFields, { before: { name, query } }) })
    return undefined
  },
)

export const { GET, HEAD, POST, PUT, PATCH, OPTIONS } = otherMethods('DELETE')
