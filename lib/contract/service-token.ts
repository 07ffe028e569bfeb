import { z } from 'zod'

/**
 * How the one token stands with which the console reaches GitLab behind an SSO.
 * - `unknown`: GitLab could not be asked yet · `usable`: it works
 * - `rejected`: expired, revoked, or its account is blocked · `scope_lost`: it may not even read the API any more
 */
const statusSchema = z.enum(['unknown', 'usable', 'rejected', 'scope_lost'])

/** What administrators are warned of on every page, without a word about which token it is. */
export const serviceTokenWarningSchema = z.object({
  kind: z.enum(['expiring', 'rejected', 'scope_lost']),
  /** With `expiring`: the day. */
  expires_on: z.string().nullable(),
})
export type ServiceTokenWarning = z.infer<typeof serviceTokenWarningSchema>

/** For administrators only, on the settings page; never the token itself. */
export const serviceTokenSchema = z.object({
  status: statusSchema,
  /** Null until GitLab told it. */
  name: z.string().nullable(),
  owner: z.object({ username: z.string(), name: z.string() }).nullable(),
  scopes: z.array(z.string()),
  /** A day (YYYY-MM-DD) at whose beginning by UTC it ends; null when it does not end. */
  expires_on: z.string().nullable(),
  /** ISO 8601. */
  checked_at: z.string().nullable(),
  warning: serviceTokenWarningSchema.nullable(),
})
export type ServiceToken = z.infer<typeof serviceTokenSchema>
