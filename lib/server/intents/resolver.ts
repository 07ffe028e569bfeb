import 'server-only'
import { randomUUID } from 'node:crypto'
import { type AuditOutcome, appendAudit } from '../audit/audit-log.ts'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { describeError, log } from '../log.ts'
import { perProcess } from '../per-process.ts'
import { revokeSoon } from '../session/revoker.ts'
import { tokenSourceOf } from '../session/token-source.ts'
import type { Intent } from '../store/intents.ts'
import type { StoredSession } from '../store/session-row.ts'
import { store } from '../store/store.ts'
import { look, type Verdict } from './intent-look.ts'

const maxParallel = 4
const slowestMs = { unknown: 45_000, denied: 3_600_000 }

/**
 * Looks at every open intent that is due, each with the sessions of its own person, and then lets go of the ended
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
  for (;;) {
    const at = now()
    const intent = await intents.take(owner, at, at + config().intents.leaseMs)
    if (intent === null) return
    const { verdict, session } = await resolve(intent)
    if (verdict === 'unknown' || verdict === 'denied') {
      await intents.postpone(
        intent,
        now() + pauseMs(intent, session === null ? 'unknown' : verdict),
      )
    } else if (session !== null) {
      log.info('intent settled', { request_id: intent.id, reason: verdict })
      await recordEnd(intent, verdict, session)
    }
  }
}

/** The older, the less often; without the right to see the tokens much less. */
function pauseMs({ created_at }: Intent, verdict: keyof typeof slowestMs): number {
  const { resolveMs } = config().intents
  const paceMs = Math.round((now() - created_at) / 10)
  return Math.max(resolveMs, Math.min(paceMs, slowestMs[verdict]))
}

async function resolve(
  intent: Intent,
): Promise<{ verdict: Verdict; session: StoredSession | null }> {
  const { sessions } = await store()
  let last: { verdict: Verdict; session: StoredSession | null } = {
    verdict: 'denied',
    session: null,
  }
  for (const session of await sessions.ofUser(intent.user_id)) {
    if (!session.tokens.scopes.includes('api')) continue
    const { key, user } = session
    const access = { session: { key, user, tokens: tokenSourceOf(session) }, request: null }
    last = { verdict: await look(intent, access), session }
    if (last.verdict !== 'denied') break
  }
  return last
}

/** The creation's outcome row, which its request could not write: it ended as unknown, or its process died. */
async function recordEnd(
  intent: Intent,
  verdict: 'not_created' | 'compensated',
  actor: StoredSession,
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

/** Resolves now and every INTENT_RESOLVE_MS; one run at a time, and it does not keep the process alive. */
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
    const tick = () => {
      run().catch((error: unknown) =>
        log.warn('intents not resolved', { error: describeError(error) }),
      )
    }
    tick()
    return setInterval(tick, config().intents.resolveMs).unref()
  })
}
