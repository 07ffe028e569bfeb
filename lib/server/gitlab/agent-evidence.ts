import 'server-only'
import type { AgentEvidence } from '#lib/contract/agent.ts'
import type { AgentToken } from '#lib/contract/agent-token.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { readTokens } from './agent-tokens.ts'
import { unlessRefused } from './attempt.ts'
import type { GitLab } from './gitlab.ts'
import { gitlabNow } from './gitlab-clock.ts'
import { listUrlConfigurations } from './url-configurations.ts'

/** These mean that GitLab connects to no agent, rather than that it cannot be known. */
const notReceptive: ReadonlySet<ProblemCode> = new Set([
  'receptive_disabled',
  'receptive_unavailable',
])

function factsOf(tokens: readonly Omit<AgentToken, 'console'>[], unread: number) {
  const used = tokens.filter((token) => token.last_used_at !== null)
  const [last] = used.toSorted(
    (a, b) => Date.parse(b.last_used_at ?? '') - Date.parse(a.last_used_at ?? ''),
  )
  const [oldest] = tokens.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at))
  return {
    active: tokens.length,
    unread,
    oldest_created_at: oldest?.created_at ?? null,
    last_used_at: last?.last_used_at ?? null,
    last_used_token: last ? { id: last.id, name: last.name, created_at: last.created_at } : null,
  }
}

/**
 * What an agent's status rests on: its active tokens with their last use, and whether GitLab connects to it. A part
 * that cannot be read is null, with the reason beside it. Throws `record_not_found` and `scope_not_found` when there is
 * no such agent for this person.
 */
export async function getEvidence(
  gitlab: GitLab,
  projectId: number,
  agentId: number,
): Promise<AgentEvidence> {
  const tokensRead = readTokens(gitlab, projectId, agentId)
  const [tokens, configurations] = await Promise.all([
    unlessRefused(tokensRead),
    unlessRefused(listUrlConfigurations(gitlab, projectId, agentId)),
  ])
  if (tokens.problem === 'record_not_found' || tokens.problem === 'scope_not_found') {
    await tokensRead
  }
  const { problem } = configurations
  const isReceptive = configurations.value !== null && configurations.value.items.length > 0
  return {
    as_of: (tokens.value?.readAt ?? gitlabNow()).toISOString(),
    tokens: tokens.value && factsOf(tokens.value.tokens, tokens.value.unread.size),
    tokens_problem: tokens.problem,
    is_receptive: problem === null || notReceptive.has(problem) ? isReceptive : null,
    receptive_problem: problem,
  }
}
