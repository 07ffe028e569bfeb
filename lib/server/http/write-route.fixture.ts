import { z } from 'zod'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import { scopeParam } from '#lib/contract/scope.ts'
import { writeRoute } from './route.ts'

const schema = z.object({ id: z.number() })
const params = z.object({ scope: scopeParam, id: gitlabId })
const body = z.strictObject({ name: z.string(), token: z.string().optional() })
/** A write as the routes have them. */
export const update = writeRoute(
  {
    params,
    body,
    audit: {
      action: 'cluster.update',
      target: ({ params, body }) => ({
        type: 'cluster',
        scope: params.scope,
        id: String(params.id),
        changes: Object.keys(body).map((field) => ({ field })),
      }),
    },
  },
  async ({ gitlab, record }) => {
    const { data } = await gitlab.put('things/1', { schema })
    record({ name: 'its name' })
    return data
  },
)

const good = { scope: 'group-4', id: '5' }
/** What is different from a good request. */
export interface Change {
  headers?: Record<string, string | null>
  body?: BodyInit
  params?: Record<string, string>
}

/** Sends a good PUT of the person behind `cookie`, but for `change`. */
export async function putAs(
  cookie: string,
  change: Change = {},
  handler = update,
): Promise<Response> {
  const headers = new Headers({
    Cookie: cookie,
    'X-CSRF': '1',
    Origin: 'http://localhost:3000',
    'Content-Type': 'application/json',
  })
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  }
  const request = new Request('http://0.0.0.0:3000/api/scopes/group-4/things/5', {
    method: 'PUT',
    headers,
    body: change.body ?? '{"name":"x","token":"glagent-fake-token"}',
  })
  return handler(request, { params: Promise.resolve(change.params ?? good) })
}
