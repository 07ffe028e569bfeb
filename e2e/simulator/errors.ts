import { json, type Reply, text } from './reply.ts'

/** Thrown anywhere below the router; carries the whole answer. */
export class ApiError extends Error {
  readonly reply: Reply

  constructor(reply: Reply) {
    super(`GitLab answers ${reply.status}`)
    this.reply = reply
  }
}

const helperError = (status: number, message: unknown) => new ApiError(json(status, { message }))

/** Grape's own errors: key `error` (gitlab-api.md §1.2). */
export const grapeError = (status: number, error: string) => new ApiError(json(status, { error }))

/** The catch-all for unknown routes and for a wrong method on a known path (§1.1). */
export const routeNotFound = () => grapeError(404, '404 Not Found')

/** `bad_request!`: `400 Bad request - <reason>` (§1.2). */
export const badRequest = (reason: string) => helperError(400, `400 Bad request - ${reason}`)

/** `unauthorized!`: no credentials, or none that GitLab knows (§1.3). */
export const unauthorized = () => helperError(401, '401 Unauthorized')

/** `forbidden!`, with the reason that GitLab appends when it has one (§1.2). */
export const forbidden = (reason?: string) =>
  helperError(403, reason === undefined ? '403 Forbidden' : `403 Forbidden - ${reason}`)

/** `not_found!`: capital F, with the resource's name when the helper names one (§1.2). */
export const notFound = (resource?: string) =>
  helperError(404, resource === undefined ? '404 Not Found' : `404 ${resource} Not Found`)

/** ActiveRecord's RecordNotFound: lower-case f (§1.2). */
export const recordNotFound = () => helperError(404, '404 Not found')

/** A write through the old path of a moved project (§1.5). */
export const movedProjectWrite = () =>
  helperError(405, 'Non GET methods are not allowed for moved projects')

/** A read through the old path of a moved project: 301 in plain text (§1.5). */
export const movedProjectRead = (location: string) =>
  new ApiError(
    text(301, `This resource has been moved permanently to ${location}`, { Location: location }),
  )

/** `If-Unmodified-Since` is older than the record (§1.6). */
export const preconditionFailed = () => helperError(412, '412 Precondition Failed')

/** Model validation: a map from attribute (dotted when nested) to messages (§1.2, §3.3). */
export const validationFailed = (errors: Record<string, string[]>) => helperError(400, errors)

/** Model errors of agents and tokens: the array in Ruby's inspect form (§6.2). */
export const inspectedErrors = (messages: readonly string[]) =>
  badRequest(`[${messages.map((message) => JSON.stringify(message)).join(', ')}]`)

/** The OAuth token guard's refusals (§1.3); `scope` is present for insufficient_scope only. */
export const tokenError = (status: 401 | 403, error: string, description: string, scope?: string) =>
  new ApiError(
    json(status, {
      error,
      error_description: description,
      ...(scope === undefined ? {} : { scope }),
    }),
  )
