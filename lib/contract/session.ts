import { z } from 'zod'
import { serviceTokenWarningSchema } from './service-token.ts'

/** `oauth`: everybody signs in at GitLab. `proxy-jwt`: an SSO in front says who it is, a service token reaches GitLab. */
export const authModeSchema = z.enum(['oauth', 'proxy-jwt'])
export type AuthMode = z.infer<typeof authModeSchema>

/** Who somebody is: GitLab's user id, or `sso:` and the subject that an SSO asserts. */
export const personIdSchema = z.string().regex(/^([1-9]\d{0,14}|sso:\P{Cc}{1,255})$/u)

const roleSchema = z.enum(['admin', 'viewer'])
export type Role = z.infer<typeof roleSchema>

/** Answer of `GET /api/session`; asked before sign-in too, so it never fails for want of a session. */
export const sessionSchema = z.discriminatedUnion('authenticated', [
  z.object({
    authenticated: z.literal(false),
    mode: authModeSchema,
    gitlab: z.object({ url: z.string() }),
  }),
  z.object({
    authenticated: z.literal(true),
    user: z.object({
      id: personIdSchema,
      username: z.string(),
      name: z.string(),
      is_admin: z.boolean(),
    }),
    mode: authModeSchema,
    /** Where signing out leads behind an SSO: a URL or a path of this origin. */
    logout_url: z.string().nullable(),
    /** Behind an SSO, for administrators. */
    service_token_warning: serviceTokenWarningSchema.nullable(),
    /** A viewer may only look. Signed in through GitLab everybody is `admin` here, and GitLab decides. */
    role: roleSchema,
    /** The console is switched to reading for everybody. */
    read_only: z.boolean(),
    /** Whether a change is worth trying: by role, `read_only` and the scopes of the access. */
    may_write: z.boolean(),
    /** ISO 8601: when the session ends if nobody does anything. */
    expires_at: z.string(),
    /** ISO 8601: when the session ends whatever is done. */
    absolute_at: z.string(),
    /** ISO 8601: the server's time of this answer, to count the other two from. */
    now: z.string(),
    /** After so many seconds without anybody doing anything the session ends. */
    idle_s: z.number().positive(),
    /** For so many seconds the page shows a new agent token. */
    token_display_s: z.number().positive(),
    /** Attempts to create a token of which the person may not know how they ended (`GET /api/intents`), but for those under way. */
    notices: z.number().int().nonnegative(),
    gitlab: z.object({ url: z.string() }),
  }),
])
export type Session = z.infer<typeof sessionSchema>

/** How a person is called besides their name: GitLab's usernames with an `@`; an SSO's, often an address, as they are. */
export const handleOf = ({ id, username }: { id: string; username: string }): string =>
  id.startsWith('sso:') ? username : `@${username}`
