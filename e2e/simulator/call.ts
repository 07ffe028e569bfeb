import type { ApiRequest } from './api-request.ts'
import { authenticate, type Identity } from './auth.ts'
import type { RawParams } from './request-params.ts'
import type { Simulation } from './simulation.ts'

/** One call of a REST endpoint: the request, its parameters and who makes it. */
export interface Call {
  sim: Simulation
  request: ApiRequest
  /** Query, body and path parameters merged; path parameters win, as in Grape. */
  raw: RawParams
  /** `:id` of the path, decoded. */
  id: string
  /** Scopes beside `api` and `read_api` that suffice for reading this endpoint (§1.3). */
  extraReadScopes: readonly string[]
}

/**
 * `current_user` of an endpoint that anonymous callers may use.
 * @throws 401 or 403 for a token that is given but not good (§1.3)
 */
export const currentIdentity = (call: Call): Identity | null =>
  authenticate(call.sim, call.request, call.extraReadScopes)
