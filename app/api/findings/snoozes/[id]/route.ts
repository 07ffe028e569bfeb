import { z } from 'zod'
import { changesOf } from '#lib/server/audit/changes.ts'
import { snoozeFields } from '#lib/server/audit/kept-fields.ts'
import { deleteSnooze } from '#lib/server/findings/snoozes.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { writeRoute } from '#lib/server/http/route.ts'

const params = z.object({ id: z.uuid().toLowerCase() })

export const DELETE = writeRoute(
  {
    params,
    audit: {
      action: 'snooze.delete',
      target: ({ params }) => ({ type: 'snooze', id: params.id }),
    },
  },
  async ({ params, record }) => {
    const { key, reason, until } = await deleteSnooze(params.id)
    record({ name: key, changes: changesOf(snoozeFields, { before: { key, reason, until } }) })
    return undefined
  },
)

export const { GET, HEAD, POST, PUT, PATCH, OPTIONS } = otherMethods('DELETE')
