import 'server-only'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { ServerProblem } from '../problem.ts'
import type { Intent } from '../store/intents.ts'

/** The answer to a key that was used before; never the secret, which is kept nowhere. */
export function repeated(intent: Intent, bodyHash: string): ServerProblem {
  if (intent.body_hash !== bodyHash) return new ServerProblem('idempotency_mismatch')
  switch (intent.state) {
    case 'sending':
      return intent.next_at >= now()
        ? new ServerProblem('in_progress', { retryAfterS: 2 })
        : stillUnknown(intent)
    case 'unknown':
      return stillUnknown(intent)
    case 'completed':
      return new ServerProblem('already_completed', optionalTokenId(intent))
    case 'failed':
      return new ServerProblem(intent.code ?? 'conflict')
    case 'not_created':
      return new ServerProblem('outcome_not_created')
    case 'compensated':
      return new ServerProblem('outcome_compensated')
  }
}

const optionalTokenId = ({ token_id }: Intent) => (token_id === null ? {} : { tokenId: token_id })

/** Open until GitLab's list can be trusted; `retry_after` says when that is, if GitLab can be asked then. */
export const stillUnknown = ({ sent_at }: Pick<Intent, 'sent_at'>, cause?: unknown) =>
  new ServerProblem('outcome_unknown', {
    cause,
    retryAfterS: Math.max(1, ((sent_at ?? now()) + config().intents.settleMs - now()) / 1000),
  })
