import { z } from 'zod'

/** An `Idempotency-Key`: made by the browser when a dialog opens, and used up by any answer but `in_progress`. */
export const idempotencyKeySchema = z.uuid().toLowerCase()

/**
 * An attempt to create an agent token whose end the person may not have seen, without any secret.
 * - `sending`, `unknown`: open, the console is finding out
 * - `not_created`: no token of it exists · `compensated`: it was made and revoked, because it could not be shown
 * - `completed`: it was made and is good, but it is not certain that it was shown; somebody may hold it
 */
export const intentSchema = z.object({
  /** The `Idempotency-Key` that it was made with. */
  key: idempotencyKeySchema,
  state: z.enum(['sending', 'unknown', 'not_created', 'compensated', 'completed']),
  project_id: z.number().int().positive(),
  agent_id: z.number().int().positive(),
  /** Null when GitLab did not tell at the time. */
  project_path: z.string().nullable(),
  agent_name: z.string().nullable(),
  token_name: z.string(),
  token_id: z.number().int().positive().nullable(),
  created_at: z.string(),
  settled_at: z.string().nullable(),
})
export type AgentTokenIntent = z.infer<typeof intentSchema>
