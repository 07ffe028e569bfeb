import { inspectRequestSchema } from '#lib/contract/certificate.ts'
import { inspect } from '#lib/server/certificate.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute } from '#lib/server/http/route.ts'

/** Changes nothing; a POST only because a private key does not belong in an address. */
export const POST = readRoute({ body: inspectRequestSchema }, async ({ body }) =>
  inspect(body.pem, body.key),
)

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods('POST')
