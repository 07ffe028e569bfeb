import { viewCreateSchema } from '#lib/contract/view.ts'
import { changesOf } from '#lib/server/audit/changes.ts'
import { viewFields } from '#lib/server/audit/kept-fields.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute, writeRoute } from '#lib/server/http/route.ts'
import { createView, listViews } from '#lib/server/views/views.ts'

export const GET = readRoute({}, ({ session }) => listViews(session))

export const POST = writeRoute(
  {
    body: viewCreateSchema,
    status: 201,
    needs: 'session',
    audit: {
      action: 'view.create',
      target: ({ body }) => ({
        type: 'view',
        name: body.name,
        changes: changesOf(viewFields, { after: body }),
      }),
    },
  },
  async ({ session, body, record }) => {
    const view = await createView(session, body)
    record({ id: view.id })
    return view
  },
)

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET', 'POST')
