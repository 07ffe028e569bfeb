import { z } from 'zod'
import { projectIdentitySchema, userSchema } from './cluster.ts'
import { fieldError } from './field-error.ts'
import { problemCodeSchema } from './problem.ts'

/** GitLab's own rule: an agent whose newest token use is this old, or older, is not connected (gitlab-api.md §6.5). */
const connectedWithinMs = 480_000

/**
 * What is known of an agent's active tokens. `last_used_at` comes from single reads of at most two tokens; `unread`
 * counts the active ones whose last use is not known.
 */
const tokenFactsSchema = z.object({
  active: z.number().int().nonnegative(),
  unread: z.number().int().nonnegative(),
  oldest_created_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
  /** The token behind `last_used_at`. */
  last_used_token: z
    .object({ id: z.number().int().positive(), name: z.string(), created_at: z.string() })
    .nullable(),
})

type TokenFacts = z.infer<typeof tokenFactsSchema>

/**
 * What a status rests on, answered by `GET /api/projects/{id}/agents/{id}/status` and with a single agent. Null means
 * that it could not be read; the problem beside it says why. `as_of` is the time of the reading by GitLab's clock.
 */
export const agentEvidenceSchema = z.object({
  as_of: z.string(),
  tokens: tokenFactsSchema.nullable(),
  tokens_problem: problemCodeSchema.nullable(),
  /** Null below Maintainer; false also where GitLab has no receptive agents or has them switched off. */
  is_receptive: z.boolean().nullable(),
  receptive_problem: problemCodeSchema.nullable(),
})
export type AgentEvidence = z.infer<typeof agentEvidenceSchema>

/** An agent in a list: what one reading of GitLab's list gives. Its status needs {@link AgentEvidence}. */
export const agentSummarySchema = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  config_project: projectIdentitySchema,
  created_at: z.string(),
  created_by_user_id: z.number().int().nullable(),
  console: z.object({
    as_of: z.string(),
    web_url: z.string().nullable(),
    /** Null when GitLab did not tell. */
    created_by: userSchema.nullable(),
    /** `.gitlab/agents/<name>/config.yaml` on the default branch; `exists` is null when that could not be read. */
    config_file: z.object({ exists: z.boolean().nullable(), web_url: z.string().nullable() }),
  }),
})
export type AgentSummary = z.infer<typeof agentSummarySchema>

/** One agent with the evidence of its status. */
export const agentSchema = agentSummarySchema.extend({
  console: agentSummarySchema.shape.console.extend({ evidence: agentEvidenceSchema }),
})
export type Agent = z.infer<typeof agentSchema>

/** Whether a token, or an agent by its newest token, is in use at `now` (epoch milliseconds, by GitLab's clock). */
export const isInUse = (lastUsedAt: string | null, now: number): boolean =>
  lastUsedAt !== null && now - Date.parse(lastUsedAt) < connectedWithinMs

export type AgentStatus = 'connected' | 'not_connected' | 'never_connected' | 'no_token' | 'unknown'

/**
 * An agent's status at `now` (epoch milliseconds, by GitLab's clock). An agent with a token of unknown last use is
 * `unknown` unless another token proves that it is connected.
 */
export function agentStatus(
  { tokens }: { tokens: Pick<TokenFacts, 'active' | 'unread' | 'last_used_at'> | null },
  now: number,
): AgentStatus {
  if (tokens === null) return 'unknown'
  if (tokens.active === 0) return 'no_token'
  const { last_used_at, unread } = tokens
  if (isInUse(last_used_at, now)) return 'connected'
  if (unread > 0) return 'unknown'
  return last_used_at === null ? 'never_connected' : 'not_connected'
}

const agentNamePattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/

/** An agent's name: a DNS label. It is not trimmed: GitLab would refuse what the person sees as accepted. */
const agentNameSchema = z
  .string()
  .min(1, fieldError('required'))
  .max(63, fieldError('agent_name_too_long'))
  .regex(agentNamePattern, fieldError('agent_name_syntax'))

/** Body of `POST /api/projects/{id}/agents`. */
export const agentRegisterSchema = z.strictObject({ name: agentNameSchema })
export type AgentRegister = z.infer<typeof agentRegisterSchema>
