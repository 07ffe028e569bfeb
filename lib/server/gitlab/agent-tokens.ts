import 'server-only'
import { z } from 'zod'
import { type AgentToken, agentTokenSchema, maxActiveTokens } from '#lib/contract/agent-token.ts'
import { unlessRefused } from './attempt.ts'
import type { GitLab } from './gitlab.ts'
import { getPeople } from './people.ts'
import { asOf } from './read-at.ts'
import { lookBudget, settleDelete } from './settle.ts'

const collection = (projectId: number, agentId: number) =>
  `projects/${projectId}/cluster_agents/${agentId}/tokens`

const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? null)

/** The entity `AgentToken`; lists leave `last_used_at` out (gitlab-api.md §6.3). */
const gitlabTokenSchema = agentTokenSchema.omit({ console: true }).extend({
  description: optional(z.string()),
  created_by_user_id: optional(z.number().int()),
  last_used_at: optional(z.string()),
})
type GitLabToken = z.infer<typeof gitlabTokenSchema>
const options = { schema: gitlabTokenSchema } as const

const isActive = (token: GitLabToken) => token.status === 'active'

/**
 * The active tokens of an agent in GitLab's order, the last used first. Their last use is read one by one, for two at
 * most; `unread` holds the ids of those that could not be read, or are more than two. A token that was revoked meanwhile
 * is left out. `readAt` is when the list was read, by GitLab's clock.
 */
export async function readTokens(gitlab: GitLab, projectId: number, agentId: number) {
  const path = collection(projectId, agentId)
  const { data, readAt } = await gitlab.getAll(path, options)
  const listed = data.items.filter(isActive)
  const single = await Promise.all(
    listed
      .slice(0, maxActiveTokens)
      .map(({ id }) => unlessRefused(gitlab.get(`${path}/${id}`, options))),
  )
  const unread = new Set<number>()
  const tokens = listed.flatMap((token, index) => {
    const read = single[index]
    if (read?.problem === 'record_not_found') return []
    if (read?.value) return isActive(read.value.data) ? [read.value.data] : []
    unread.add(token.id)
    return [token]
  })
  return { tokens, unread, complete: data.complete, readAt }
}

/**
 * The active tokens of an agent. Throws `record_not_found` when there is no such agent, also below Developer,
 * `scope_not_found`, and whatever the way to GitLab throws; so do all operations here.
 */
export async function listAgentTokens(
  gitlab: GitLab,
  projectId: number,
  agentId: number,
): Promise<{ items: AgentToken[]; complete: boolean }> {
  const { tokens, unread, complete, readAt } = await readTokens(gitlab, projectId, agentId)
  const people = await getPeople(
    gitlab,
    tokens.map((token) => token.created_by_user_id),
  )
  const items = tokens.map((token) => ({
    ...token,
    console: {
      as_of: asOf(readAt, token.created_at),
      last_use_known: !unread.has(token.id),
      created_by: people.get(token.created_by_user_id ?? 0) ?? null,
    },
  }))
  return { items, complete }
}

/** One active token; a revoked one is `record_not_found`. */
export async function getAgentToken(
  gitlab: GitLab,
  projectId: number,
  agentId: number,
  id: number,
): Promise<AgentToken> {
  const path = `${collection(projectId, agentId)}/${id}`
  const { data, readAt } = await gitlab.get(path, options)
  const people = await getPeople(gitlab, [data.created_by_user_id])
  return {
    ...data,
    console: {
      as_of: asOf(readAt, data.created_at),
      last_use_known: true,
      created_by: people.get(data.created_by_user_id ?? 0) ?? null,
    },
  }
}

/**
 * Revokes a token: whoever uses it is disconnected. Revoking it again changes nothing and is no error. Throws
 * `forbidden`, `record_not_found` and `outcome_unknown` too.
 */
export function revokeAgentToken(
  gitlab: GitLab,
  projectId: number,
  agentId: number,
  id: number,
): Promise<void> {
  const path = `${collection(projectId, agentId)}/${id}`
  return settleDelete(
    () => gitlab.delete(path),
    () => gitlab.get(path, { ...options, ...lookBudget() }),
  )
}

/** What a token is called, for the records. */
export async function getAgentTokenName(
  gitlab: GitLab,
  projectId: number,
  agentId: number,
  id: number,
): Promise<{ name: string }> {
  return (await gitlab.get(`${collection(projectId, agentId)}/${id}`, options)).data
}
