import 'server-only'
import { randomUUID } from 'node:crypto'
import { type AuditOutcome, appendAudit } from '../audit/audit-log.ts'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { describeError, log } from '../log.ts'
import { perProcess } from '../per-process.ts'
import { repeat } from '../repeat.ts'
import { gitlabUserIdOf, isSsoPerson } from '../session/person.ts'
import { revokeSoon } from '../session/revoker.ts'
import { serviceTokens, serviceUserId } from '../session/service-token.ts'
import { tokenSourceOf } from '../session/token-source.ts'
import { drainSignal } from '../shutdown.ts'
import type { Intent } from '../store/intents.ts'
import { hasTokens } from '../store/session-row.ts'
import { store } from '../store/store.ts'
import { type IntentAccess, look, type Verdict } from './intent-look.ts'

const maxParallel = 4
const slowestMs = { unknown: 45_000, denied: 3_600_000 }

/**
 * Looks at every open intent that is due, each with the sessions of its own person (behind an SSO, with the service token), and then lets go of the ended
 * sessions that were held for it. Nothing to look with means later: at the person's next sign-in.
 */
export async function resolveDue(): Promise<void> {
  const owner = randomUUID()
  await Promise.all(Array.from({ length: maxParallel }, () => resolveAll(owner)))
  await releaseHeld()
}

/** Revokes the tokens of sessions that ended and are not needed, or held, any longer. */
async function releaseHeld(): Promise<void> {
  const { sessions } = await store()
  if ((await sessions.releaseHeld(now(), config().intents.holdMs)) > 0) revokeSoon()
}

async function resolveAll(owner: string): Promise<void> {
  const { intents } = await store()
  while (!drainSignal().aborted) {
    const at = now()
    const intent = await intents.take(owner, at, at + config().intents.leaseMs)
    if (intent === null) return
    const { verdict, actor } = await resolve(intent)
    if (verdict === 'unknown' || verdict === 'denied') {
      await intents.postpone(intent, now() + pauseMs(intent, actor === null ? 'unknown' : verdict))
    } else if (actor !== null) {
      log.info('intent settled', { request_id: intent.id, reason: verdict })
      await recordEnd(intent, verdict, actor)
    }
  }
}

/** The older, the less often; without the right to see the tokens much less. */
function pauseMs({ created_at }: Intent, verdict: keyof typeof slowestMs): number {
  const { resolveMs } = config().intents
  const paceMs = Math.round((now() - created_at) / 10)
  return Math.max(resolveMs, Math.min(paceMs, slowestMs[verdict]))
}

type Access = IntentAccess['session']

/** With what GitLab can be asked for a person who is not there: the service token, or their own sessions. */
async function accessesOf({ user_id, username }: Intent): Promise<Access[]> {
  const isSso = config().sso !== null
  if (isSso !== isSsoPerson(user_id)) return []
  if (isSso) {
    const gitlabUserId = serviceUserId()
    return [{ key: '', user: { id: user_id, username }, gitlabUserId, tokens: serviceTokens() }]
  }
  const { sessions } = await store()
  return (await sessions.ofUser(user_id))
    .filter(hasTokens)
    .filter(({ tokens }) => tokens.scopes.includes('api'))
    .map((session) => ({
      key: session.key,
      user: session.user,
      gitlabUserId: gitlabUserIdOf(user_id),
      tokens: tokenSourceOf(session),
    }))
}

async function resolve(intent: Intent): Promise<{ verdict: Verdict; actor: Access | null }> {
  let last: { verdict: Verdict; actor: Access | null } = { verdict: 'denied', actor: null }
  for (const actor of await accessesOf(intent)) {
    last = { verdict: await look(intent, { session: actor, request: null }), actor }
    if (last.verdict !== 'denied') break
  }
  return last
}

/** The creation's outcome row, which its request could not write: it ended as unknown, or its process died. */
async function recordEnd(
  intent: Intent,
  verdict: 'not_created' | 'compensated',
  actor: Access,
): Promise<void> {
  const result: AuditOutcome['result'] = `outcome_${verdict}`
  try {
    await appendAudit({
      request: null,
      intentId: intent.id,
      actor,
      action: 'agent_token.create',
      target: {
        type: 'agent_token',
        scope: { kind: 'project', id: intent.project_id },
        name: intent.token_name,
        ...(intent.token_id === null ? {} : { id: `${intent.agent_id}/${intent.token_id}` }),
      },
      phase: 'outcome',
      outcome: { result, upstreamStatus: null, upstreamRequestId: null },
    })
  } catch (error) {
    log.error('audit outcome lost', { request_id: intent.id, error: describeError(error) })
  }
}

/** Resolves now and every INTENT_RESOLVE_MS; one run at a time. */
export function startResolver(): void {
  perProcess('intent-resolver', () => {
    let isRunning = false
    const run = async () => {
      // A run that waits for GitLab must not keep tokens from being revoked.
      if (isRunning) return releaseHeld()
      isRunning = true
      try {
        await resolveDue()
      } finally {
        isRunning = false
      }
    }
    return repeat(run, config().intents.resolveMs, 'intents not resolved')
  })
}
