import { createAgentToken } from '#lib/client/agent-tokens.ts'
import { ProblemError } from '#lib/client/problem-error.ts'
import { sessionLost } from '#lib/client/session-lost.ts'
import type { AgentTokenCreate, CreatedAgentToken } from '#lib/contract/agent-token.ts'
import type { AgentTokenIntent } from '#lib/contract/intent.ts'
import { statusOf } from '#lib/contract/problem.ts'
import { type AskReason, judge } from './create-attempt.ts'

interface Attempt {
  projectId: number
  agentId: number
  body: AgentTokenCreate
  /** The `Idempotency-Key`: at most one token is made with it, however often it is sent. */
  key: string
  /** Aborted when nobody waits any more. */
  signal: AbortSignal
  /** Hears why it is asked again. */
  onAsk: (reason: AskReason) => void
  /** The person's own attempts of whose end they may not know. */
  readIntents: () => Promise<readonly AgentTokenIntent[]>
}

/** How an attempt ended. */
export type AttemptEnd =
  | { kind: 'made'; created: CreatedAgentToken }
  | { kind: 'fields'; error: Error }
  | { kind: 'over'; error: Error }

/**
 * Asks for a token, with the same key until it is known what became of it (docs/decisions/0030). Never settles before
 * that; rejects only when it was aborted.
 */
export async function attemptToken(attempt: Attempt): Promise<AttemptEnd> {
  const { signal, onAsk } = attempt
  let wasAbsent = false
  for (let asked = 1; ; asked += 1) {
    const error = await ask(attempt)
    if (!(error instanceof Error)) return { kind: 'made', created: error }
    signal.throwIfAborted()
    const verdict = judge(error, asked)
    if (verdict.kind !== 'ask') return { kind: verdict.kind, error }
    // A refusal that is repeated for an attempt nobody remembers as open is the attempt's own.
    if (wasAbsent && error instanceof ProblemError && verdict.reason === 'unknown') {
      return { kind: 'over', error }
    }
    onAsk(verdict.reason)
    await pause(verdict.afterMs, signal)
    if (verdict.reason === 'session') await sessionIsBack(signal)
    if (verdict.reason !== 'unknown' || !(error instanceof ProblemError)) continue
    const settled = await settledIntent(attempt, error)
    if (settled instanceof ProblemError) return { kind: 'over', error: settled }
    wasAbsent = settled === 'absent' && error.problem.code !== 'outcome_unknown'
  }
}

async function ask({ projectId, agentId, body, key, signal }: Attempt) {
  try {
    return await createAgentToken({ projectId, agentId, body, key, signal })
  } catch (error) {
    return error instanceof Error ? error : new Error('thrown', { cause: error })
  }
}

const lookEveryMs = 4_000

/** Waits until the open attempt is settled without a token, and gives how; else why its key has to be asked again. */
async function settledIntent({ key, signal, readIntents }: Attempt, error: ProblemError) {
  for (;;) {
    const intents = await readIntents().catch(() => null)
    signal.throwIfAborted()
    const state = intents?.find((intent) => intent.key === key)?.state
    if (state === 'completed') return 'made'
    if (intents !== null && state === undefined) return 'absent'
    if (state === 'compensated' || state === 'not_created') {
      const code = `outcome_${state}` as const
      return new ProblemError({ ...error.problem, title: code, status: statusOf[code], code })
    }
    await pause(lookEveryMs, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}

async function sessionIsBack(signal: AbortSignal): Promise<void> {
  // The panel of a lost session comes up a moment after the answer that told of it.
  do await pause(500, signal)
  while (sessionLost.isLost())
}
