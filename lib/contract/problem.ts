import { z } from 'zod'

/**
 * Every way a request can fail, with the HTTP status that goes with it: the one table of the project.
 * `outcome_*` codes belong to writes whose answer got lost: it is not known whether GitLab made them, or was found out.
 */
export const statusOf = {
  bad_request: 400,
  unauthenticated: 401,
  reauth_required: 401,
  session_changed: 401,
  csrf: 403,
  forbidden: 403,
  read_only: 403,
  viewer: 403,
  insufficient_scope: 403,
  admin_mode_required: 403,
  account_blocked: 403,
  not_allowed: 403,
  record_not_found: 404,
  scope_not_found: 404,
  integration_disabled: 404,
  receptive_disabled: 404,
  receptive_unavailable: 404,
  route_unknown: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  conflict: 409,
  token_limit: 409,
  in_progress: 409,
  already_completed: 409,
  changed_meanwhile: 412,
  body_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal: 500,
  upstream_failed: 502,
  upstream_invalid: 502,
  upstream_tls: 502,
  upstream_unreachable: 502,
  outcome_unknown: 502,
  outcome_not_created: 502,
  outcome_compensated: 502,
  audit_unavailable: 503,
  busy: 503,
  misconfigured: 503,
  service_token: 503,
  sso_unavailable: 503,
  store_unavailable: 503,
  upstream_paused: 503,
  upstream_timeout: 504,
} as const satisfies Record<string, number>

export type ProblemCode = keyof typeof statusOf

export const problemCodeSchema = z.enum(Object.keys(statusOf) as [ProblemCode, ...ProblemCode[]])

/** Failures that say how GitLab itself is at the moment. */
export const upstreamCodes = [
  'upstream_failed',
  'upstream_invalid',
  'upstream_tls',
  'upstream_unreachable',
  'upstream_timeout',
] as const satisfies readonly ProblemCode[]
export type UpstreamCode = (typeof upstreamCodes)[number]

/** Field path → messages. A message is a {@link fieldErrorPrefix} key of the catalog or GitLab's own sentence. */
const fieldErrorsSchema = z.record(z.string(), z.array(z.string()))
export type FieldErrors = z.infer<typeof fieldErrorsSchema>

/** The one error body (RFC 9457), sent as `application/problem+json`. `retry_after` is in seconds. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: problemCodeSchema,
  request_id: z.string(),
  errors: fieldErrorsSchema.optional(),
  retry_after: z.number().optional(),
  /** With `upstream_paused`: how GitLab failed before the console stopped asking. */
  reason: z.enum(upstreamCodes).optional(),
  /** With `already_completed`: the token that the first request made. */
  token_id: z.number().int().positive().optional(),
})
export type Problem = z.infer<typeof problemSchema>
