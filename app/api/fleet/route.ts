import { fleetQuery } from '#lib/contract/fleet.ts'
import { fleetOf } from '#lib/server/fleet/fleet-of.ts'
import { otherMethods } from '#lib/server/http/other-methods.ts'
import { readRoute } from '#lib/server/http/route.ts'

export const GET = readRoute({ query: fleetQuery }, async ({ session, query, request }) =>
  fleetOf(session, query, request.signal),
)

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
