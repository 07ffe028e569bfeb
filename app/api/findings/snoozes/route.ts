import { snoozeCreateSchema } from '#lib/contract/findings/snooze.ts'
import { changesOf } from '#lib/server/audit/changes.ts'
import { snoozeFields } from '#lib/server/audit/kept-fields.ts'
import { createSnooze, listSnoozes } from '#lib/server/findings/snoozes.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute, writeRoute } from '#lib/server/http/route.ts'

export const GET = readRoute({}, () => listSnoozes())

export const POST = writeRoute(
  {
    body: snoozeCreateSchema,
    status: 201,
    audit: {
      action: 'snooze.create',
      target: ({ body }) => ({
        type: 'snooze',
        name: body.key,
        changes: changesOf(snoozeFields, { after: body }),
      }),
    },
  },
  async ({ session, body, record }) => {
    const snooze = await createSnooze(session, body)
    record({ id: snooze.id })
    return snooze
  },
)

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST')
