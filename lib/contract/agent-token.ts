import { z } from 'zod'
import { isInUse } from './agent.ts'
import { userSchema } from './cluster.ts'
import { fieldError } from './field-error.ts'

/** GitLab lets an agent have so many active tokens at a time. */
export const maxActiveTokens = 2

/**
 * An active token of an agent. GitLab's list lacks `last_used_at`, so that the console reads it token by token, for two
 * at most; `console.last_use_known` is false where it stayed unread, and `last_used_at` says nothing then.
 */
export const agentTokenSchema = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  description: z.string().nullable(),
  agent_id: z.number().int().positive(),
  status: z.enum(['active', 'revoked']),
  created_at: z.string(),
  created_by_user_id: z.number().int().nullable(),
  last_used_at: z.string().nullable(),
  console: z.object({
    /** The time of the reading, by GitLab's clock. */
    as_of: z.string(),
    last_use_known: z.boolean(),
    /** Null when GitLab did not tell. */
    created_by: userSchema.nullable(),
  }),
})
export type AgentToken = z.infer<typeof agentTokenSchema>

/**
 * How a token is used at an agent: `live` by GitLab's rule of eight minutes, `idle` when it was used before, `unused`
 * when it never was, `unknown` when its last use could not be read.
 */
export type AgentTokenUse = 'live' | 'idle' | 'unused' | 'unknown'

/** How the token is used at `now` (epoch milliseconds, by GitLab's clock). */
export function tokenUse(
  token: Pick<AgentToken, 'last_used_at'> & { console: { last_use_known: boolean } },
  now: number,
): AgentTokenUse {
  if (!token.console.last_use_known) return 'unknown'
  if (token.last_used_at === null) return 'unused'
  return isInUse(token.last_used_at, now) ? 'live' : 'idle'
}

const intentTag = /\s*\[intent:([0-9a-f]{8})\]$/

/** A description without the tag that the console finds an orphan by (docs/decisions/0030), and the tag. */
export function describedToken(description: string | null): { text: string; tag: string | null } {
  const text = description ?? ''
  const [whole = '', tag = null] = intentTag.exec(text) ?? []
  return { text: text.slice(0, text.length - whole.length).trim(), tag }
}

/** GitLab takes 1,024 characters; the console adds a tag of 18 to find an orphan by (` [intent:xxxxxxxx]`). */
const maxDescription = 1024 - 18

/** No control characters and nothing that turns the direction of the text around it. */
const plainLine = /^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u
const plainText = /^(?:\n|[^\p{Cc}\u202a-\u202e\u2066-\u2069])*$/u

/** Body of `POST /api/projects/{id}/agents/{id}/tokens`. */
export const agentTokenCreateSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, fieldError('required'))
    .max(255, fieldError('token_name_too_long'))
    .regex(plainLine, fieldError('invalid')),
  description: z
    .string()
    .trim()
    .max(maxDescription, fieldError('token_description_too_long'))
    .regex(plainText, fieldError('invalid')),
})
export type AgentTokenCreate = z.infer<typeof agentTokenCreateSchema>

/** The only answer that ever holds an agent token; nobody can read it a second time. */
export const createdAgentTokenSchema = agentTokenSchema.extend({ token: z.string() })
export type CreatedAgentToken = z.infer<typeof createdAgentTokenSchema>
