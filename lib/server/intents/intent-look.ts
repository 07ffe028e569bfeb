import 'server-only'
import { randomUUID } from 'node:crypto'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { audited } from '../audit/audited.ts'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import type { GitLab } from '../gitlab/gitlab.ts'
import { createGitLab, type GitLabOptions } from '../gitlab/request.ts'
import { findTaggedToken, isAgentGone, revokeTaggedToken } from '../gitlab/tagged-tokens.ts'
import { describeError, log } from '../log.ts'
import { ServerProblem } from '../problem.ts'
import type { Session } from '../session/session.ts'
import type { Intent } from '../store/intents.ts'
import { store } from '../store/store.ts'

/** On whose behalf GitLab is asked: the person of the intent, by one of their sessions. */
export interface IntentAccess {
  session: Pick<Session, 'key' | 'tokens' | 'gitlabUserId'> & {
    user: { id: string; username: string }
  }
  /** Absent when nobody waits for it. */
  request: Request | null
}

/** `denied`: this access cannot tell; another one of the person might. */
export type Verdict = 'not_created' | 'compensated' | 'unknown' | 'denied'

const deniedCodes: ReadonlySet<ProblemCode> = new Set([
  'unauthenticated',
  'reauth_required',
  'forbidden',
  'insufficient_scope',
  'account_blocked',
  'scope_not_found',
  'record_not_found',
])

/** Whether GitLab was done with the request, and all its replicas have heard of it, when a reading began. */
const isSettled = ({ sent_at }: Intent, readAt: number) =>
  sent_at !== null && readAt - sent_at >= config().intents.settleMs

const placeOf = (intent: Intent) => ({ projectId: intent.project_id, agentId: intent.agent_id })

/**
 * Looks once at what became of an unknown intent: a token with its tag is revoked, because its secret is lost. "Not
 * created" takes a complete list without it, read after the settling time. Throws `store_unavailable` only.
 */
export async function look(intent: Intent, access: IntentAccess): Promise<Verdict> {
  const { intents } = await store()
  const { lookTimeoutMs } = config().intents
  const gitlab = gitlabOf(intent, access)
  const readAt = now()
  const settle = async (state: 'not_created' | 'compensated'): Promise<Verdict> =>
    (await intents.settle(intent, state, now())) ? state : 'unknown'
  try {
    const sought = { ...placeOf(intent), tag: intent.tag, userId: access.session.gitlabUserId }
    const listed = await findTaggedToken(
      gitlab,
      { ...sought, tokenId: intent.token_id },
      lookTimeoutMs,
    )
    const tokenId = listed.id ?? intent.token_id
    if (listed.id === null && listed.complete && isSettled(intent, readAt)) {
      return settle(tokenId === null ? 'not_created' : 'compensated')
    }
    if (tokenId === null || !(await intents.found(intent, tokenId))) return 'unknown'
    await revoke(intent, tokenId, access)
    return settle('compensated')
  } catch (error) {
    if (error instanceof ServerProblem && error.code === 'store_unavailable') throw error
    const verdict = await explain(error, intent, gitlab, readAt)
    return verdict === 'not_created' ? settle(verdict) : verdict
  }
}

const gitlabOf = (
  { id }: Intent,
  { session }: IntentAccess,
  options: Pick<GitLabOptions, 'onExchange'> = {},
): GitLab =>
  createGitLab({
    tokens: session.tokens,
    person: session.user.id,
    requestId: id,
    ...options,
  })

/** Revokes the orphan, with its own two rows in the audit trail. */
function revoke(intent: Intent, tokenId: number, access: IntentAccess): Promise<void> {
  const entry = {
    request: access.request,
    intentId: randomUUID(),
    actor: access.session,
    action: 'agent_token.revoke',
    target: {
      type: 'agent_token',
      scope: { kind: 'project', id: intent.project_id },
      id: `${intent.agent_id}/${tokenId}`,
      name: intent.token_name,
    },
  } as const
  return audited(entry, ({ onExchange }) =>
    revokeTaggedToken(
      gitlabOf(intent, access, { onExchange }),
      { ...placeOf(intent), tokenId },
      config().intents.lookTimeoutMs,
    ),
  )
}

/** An agent that was deleted took its tokens with it; any other failure proves nothing. */
async function explain(
  error: unknown,
  intent: Intent,
  gitlab: GitLab,
  readAt: number,
): Promise<Verdict> {
  log.warn('intent not settled', { request_id: intent.id, error: describeError(error) })
  if (!(error instanceof ServerProblem)) return 'unknown'
  if (error.code === 'record_not_found' && isSettled(intent, readAt)) {
    const isGone = await isAgentGone(gitlab, placeOf(intent), config().intents.lookTimeoutMs).catch(
      () => false,
    )
    if (isGone) return 'not_created'
  }
  return deniedCodes.has(error.code) ? 'denied' : 'unknown'
}
