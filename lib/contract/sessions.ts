import { z } from 'zod'
import { listOf } from './page.ts'
import { personIdSchema } from './session.ts'

/** What a session is called in addresses and rows: a short mark of it, with which nobody can sign in. */
export const sessionIdParam = z.string().regex(/^[0-9a-f]{16}$/)

/** A sign-in that is still good. All times are ISO 8601, UTC. */
const sessionEntrySchema = z.object({
  id: z.string(),
  user: z.object({ id: z.string(), username: z.string(), name: z.string() }),
  created_at: z.string(),
  /** When the person last did something; up to half a minute may have passed since then. */
  used_at: z.string(),
  /** When it ends if nobody does anything. */
  expires_at: z.string(),
  /** From where the person signed in; null where it is not known (`CLIENT_IP_HOPS`). */
  ip: z.string().nullable(),
  /** What the browser called itself at the sign-in, at most 200 characters. */
  user_agent: z.string().nullable(),
  /** Whether it is the session that asks. */
  current: z.boolean(),
})
export type SessionEntry = z.infer<typeof sessionEntrySchema>

/** Answer of `GET /api/sessions`: one's own, for administrators everybody's; the last used first, at most 1,000. */
export const sessionListSchema = listOf(sessionEntrySchema)
export type SessionList = z.infer<typeof sessionListSchema>

/** Query of `DELETE /api/sessions`, which ends all sessions of a person: one's own without it. */
export const sessionsEndQuerySchema = z.strictObject({
  user_id: personIdSchema.optional(),
})
