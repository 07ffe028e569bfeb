import { z } from 'zod'

/** Answer of `GET /api/session`; asked before sign-in too, so it never fails for want of a session. */
export const sessionSchema = z.discriminatedUnion('authenticated', [
  z.object({ authenticated: z.literal(false), gitlab: z.object({ url: z.string() }) }),
  z.object({
    authenticated: z.literal(true),
    user: z.object({
      id: z.number().int(),
      username: z.string(),
      name: z.string(),
      is_admin: z.boolean(),
    }),
    mode: z.enum(['oauth', 'proxy-jwt']),
    /** A viewer may only look. Signed in through GitLab everybody is `admin` here, and GitLab decides. */
    role: z.enum(['admin', 'viewer']),
    /** The console is switched to reading for everybody. */
    read_only: z.boolean(),
    /** Whether a change is worth trying: by role, `read_only` and the scopes of the access. */
    may_write: z.boolean(),
    /** ISO 8601: when the session ends if nobody does anything. */
    expires_at: z.string(),
    /** For so many seconds the page shows a new agent token. */
    token_display_s: z.number().positive(),
    gitlab: z.object({ url: z.string() }),
  }),
])
export type Session = z.infer<typeof sessionSchema>
