import 'server-only'
import { z } from 'zod'
import type { Answer, GitLab } from './gitlab.ts'

/*
 * Agent tokens that can be found again when the answer to their creation got lost: each carries a tag of its own at the
 * end of its description (decisions/0030).
 */
interface Place {
  projectId: number
  agentId: number
}

const agentPath = ({ projectId, agentId }: Place) =>
  `projects/${projectId}/cluster_agents/${agentId}`

const listedSchema = z.object({
  id: z.number().int().positive(),
  description: z.string().nullish(),
  created_by_user_id: z.number().int().nullish(),
})

/** The entity `AgentTokenWithToken` (gitlab-api.md §6.3). Old versions of GitLab and instances differ in the prefix. */
const createdSchema = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  description: z.string().nullable(),
  agent_id: z.number().int().positive(),
  status: z.literal('active'),
  created_at: z.string(),
  created_by_user_id: z.number().int().nullable(),
  last_used_at: z.string().nullable(),
  token: z.string().regex(/^[\x21-\x7e]{20,500}$/),
})

const suffix = (tag: string) => `[intent:${tag}]`

/**
 * Creates a token, once. Throws `token_limit`, `validation_failed`, `forbidden`, `record_not_found` and whatever the way
 * to GitLab throws; `outcome_unknown` when the answer is none that can be used.
 */
export function createTaggedToken(
  gitlab: GitLab,
  { name, description, tag, ...place }: Place & { name: string; description: string; tag: string },
): Promise<Answer<z.output<typeof createdSchema>>> {
  return gitlab.post(`${agentPath(place)}/tokens`, {
    schema: createdSchema,
    body: { name, description: `${description} ${suffix(tag)}`.trim() },
  })
}

/**
 * Looks among the agent's active tokens for the one with this tag, made by `userId` (null: by anybody), or with this id. `complete` is
 * false when GitLab's list changed while it was read.
 */
export async function findTaggedToken(
  gitlab: GitLab,
  {
    tag,
    userId,
    tokenId,
    ...place
  }: Place & { tag: string; userId: number | null; tokenId: number | null },
  budgetMs: number,
): Promise<{ id: number | null; complete: boolean }> {
  const { data } = await gitlab.getAll(`${agentPath(place)}/tokens`, {
    schema: listedSchema,
    budgetMs,
  })
  const isTagged = (token: z.output<typeof listedSchema>) =>
    token.description?.trimEnd().endsWith(suffix(tag)) === true &&
    (userId === null || (token.created_by_user_id ?? userId) === userId)
  const found = data.items.find((token) => token.id === tokenId || isTagged(token))
  return { id: found?.id ?? null, complete: data.complete }
}

/** Revokes a token; one that is revoked already counts as done (gitlab-api.md §6.3, T4). */
export function revokeTaggedToken(
  gitlab: GitLab,
  { tokenId, ...place }: Place & { tokenId: number },
  budgetMs: number,
): Promise<void> {
  return gitlab.delete(`${agentPath(place)}/tokens/${tokenId}`, { budgetMs })
}

/** Whether an agent, and with it every token, is gone from a project whose agents the person can see. */
export async function isAgentGone(
  gitlab: GitLab,
  { projectId, agentId }: Place,
  budgetMs: number,
): Promise<boolean> {
  const { data } = await gitlab.getAll(`projects/${projectId}/cluster_agents`, {
    schema: z.object({ id: z.number() }),
    budgetMs,
  })
  return data.complete && data.items.every(({ id }) => id !== agentId)
}

/** What the agent and its project are called. */
export async function getAgentLabel(
  gitlab: GitLab,
  place: Place,
  budgetMs: number,
): Promise<{ name: string; projectPath: string }> {
  const { data } = await gitlab.get(agentPath(place), {
    schema: z.object({
      name: z.string(),
      config_project: z.object({ path_with_namespace: z.string() }),
    }),
    budgetMs,
  })
  return { name: data.name, projectPath: data.config_project.path_with_namespace }
}
