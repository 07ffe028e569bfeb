import 'server-only'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AgentTokenCreate, CreatedAgentToken } from '#lib/contract/agent-token.ts'
import { type ProblemCode, statusOf } from '#lib/contract/problem.ts'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import type { GitLab } from '../gitlab/gitlab.ts'
import { asOf } from '../gitlab/read-at.ts'
import { createTaggedToken, getAgentLabel } from '../gitlab/tagged-tokens.ts'
import { describeError, log } from '../log.ts'
import { ServerProblem } from '../problem.ts'
import { gitlabUserIdOf } from '../session/person.ts'
import type { Session } from '../session/session.ts'
import type { Intent, IntentStore, NewIntent } from '../store/intents.ts'
import { store } from '../store/store.ts'
import { tellWhenHandedOver } from './answer-told.ts'
import { insistently } from './insistently.ts'
import { look } from './intent-look.ts'
import { repeated, stillUnknown } from './repeated-key.ts'

export interface AgentTokenCreation {
  gitlab: GitLab
  session: Session
  request: Request
  /** Shared with the audit trail. */
  requestId: string
  /** The `Idempotency-Key`. */
  key: string
  projectId: number
  agentId: number
  body: AgentTokenCreate
}

const labelTimeoutMs = 2_000

/**
 * Creates an agent token with at most one request to GitLab for each key of a person, and gives the only copy of its
 * secret. When the answer got lost, or nobody is there to see it, the token is looked for and revoked (decisions/0030).
 * Throws `in_progress`, `already_completed` and `idempotency_mismatch` for a key that was used before,
 * `outcome_not_created`, `outcome_compensated` and `outcome_unknown` for a lost answer, and what GitLab refuses.
 */
export async function createAgentToken(creation: AgentTokenCreation): Promise<CreatedAgentToken> {
  const { intents } = await store()
  const bodyHash = hashOf(creation)
  const earlier = await intents.find(creation.session.user.id, creation.key)
  if (earlier !== null) throw repeatedTo(creation, earlier, bodyHash)
  const intent = await newIntent(creation, bodyHash)
  const winner = await intents.begin(intent, now(), now() + config().intents.leaseMs)
  if (winner !== null) throw repeatedTo(creation, winner, bodyHash)
  return send(intents, intent, creation)
}

/** The answer to a key that was used before; one that names the token tells of it too. */
function repeatedTo(creation: AgentTokenCreation, intent: Intent, bodyHash: string): ServerProblem {
  const problem = repeated(intent, bodyHash)
  const { code } = problem
  if (code === 'already_completed') tellWhenHandedOver(creation, statusOf[code], intent.id)
  return problem
}

/** What GitLab is asked for; a key stands for one such request. */
function hashOf({ projectId, agentId, body }: AgentTokenCreation): string {
  const asked = [projectId, agentId, body.name, body.description]
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex')
}

async function newIntent(creation: AgentTokenCreation, bodyHash: string): Promise<NewIntent> {
  const { gitlab, session, projectId, agentId } = creation
  // For people to recognise it by; what is wrong shows in the creation itself.
  const label = await getAgentLabel(gitlab, { projectId, agentId }, labelTimeoutMs).catch(
    () => undefined,
  )
  return {
    id: creation.requestId,
    user_id: session.user.id,
    username: session.user.username,
    key: creation.key,
    body_hash: bodyHash,
    project_id: projectId,
    project_path: label?.projectPath ?? null,
    agent_id: agentId,
    agent_name: label?.name ?? null,
    token_name: creation.body.name,
    tag: randomBytes(4).toString('hex'),
    owner: randomUUID(),
  }
}

/** Whether GitLab said in its own words that it made nothing, or was never reached. */
const isRefusal = (error: unknown): error is ServerProblem =>
  error instanceof ServerProblem && !unclearCodes.has(error.code)
const unclearCodes: ReadonlySet<ProblemCode> = new Set([
  'outcome_unknown',
  'upstream_invalid',
  'internal',
])

async function send(
  intents: IntentStore,
  intent: NewIntent,
  creation: AgentTokenCreation,
): Promise<CreatedAgentToken> {
  const { gitlab, session, request, projectId, agentId, body } = creation
  let created: Awaited<ReturnType<typeof createTaggedToken>>
  try {
    const { tag } = intent
    created = await createTaggedToken(gitlab, { projectId, agentId, tag, ...body })
  } catch (error) {
    if (!isRefusal(error)) throw await lostAnswer(intents, intent, null, creation, error)
    await insistently(() => intents.fail(intent, error.code, now())).catch(() => undefined)
    throw error
  }
  const { data, readAt } = created
  // Nobody would see the token any more, and it would lie around unused for ever.
  const isShown = !request.signal.aborted && (await isCompleted(intents, intent, data.id))
  if (!isShown) throw await lostAnswer(intents, intent, data.id, creation)
  tellWhenHandedOver(creation, 201, intent.id)
  const { username, name } = session.user
  const id = gitlabUserIdOf(session.user.id)
  return {
    ...data,
    console: {
      as_of: asOf(readAt, data.created_at),
      last_use_known: true,
      // A service account made it: its name comes with the list.
      created_by: id === null ? null : { id, username, name, web_url: null },
    },
  }
}

/** Without this on record the token must not be shown: it would be taken for an orphan and revoked while in use. */
async function isCompleted(
  intents: IntentStore,
  intent: NewIntent,
  tokenId: number,
): Promise<boolean> {
  try {
    return await insistently(async () => {
      if (await intents.complete(intent, tokenId, now())) return true
      // An earlier attempt may have been recorded although the store reported a failure.
      const current = await intents.find(intent.user_id, intent.key)
      return current?.state === 'completed'
    })
  } catch (error) {
    log.error('intent not completed', { request_id: intent.id, error: describeError(error) })
    return false
  }
}

/** Finds out what became of the request while the browser waits; the resolver goes on where this ends. */
async function lostAnswer(
  intents: IntentStore,
  intent: NewIntent,
  tokenId: number | null,
  creation: AgentTokenCreation,
  cause?: unknown,
): Promise<ServerProblem> {
  const { session, request } = creation
  const sentAt = now()
  const { lookAfterMs, leaseMs, resolveMs } = config().intents
  try {
    const owned = await insistently(() =>
      intents.lose(intent, sentAt, sentAt + leaseMs + Math.max(...lookAfterMs)),
    )
    if (owned && tokenId !== null) await intents.found(intent, tokenId)
    for (const afterMs of lookAfterMs) {
      await sleep(Math.max(0, sentAt + afterMs - now()))
      const current = await intents.find(intent.user_id, intent.key)
      if (current === null) break
      if (current.state !== 'unknown') return repeatedTo(creation, current, intent.body_hash)
      const verdict = await look(current, { session, request })
      if (verdict === 'not_created') return new ServerProblem('outcome_not_created', { cause })
      if (verdict === 'compensated') return new ServerProblem('outcome_compensated', { cause })
    }
    await intents.postpone(intent, now() + resolveMs)
  } catch (error) {
    log.error('intent left open', { request_id: intent.id, error: describeError(error) })
  }
  return stillUnknown({ sent_at: sentAt }, cause)
}
