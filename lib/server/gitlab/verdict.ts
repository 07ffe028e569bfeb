import 'server-only'
import type { UpstreamCode } from '#lib/contract/problem.ts'
import type { Verdict } from './breaker.ts'
import type { Reply } from './exchange.ts'
import { type FailureKind, TransportFailure } from './transport-failure.ts'

const verdictOfKind = {
  aborted: 'unsaid',
  timeout: 'upstream_timeout',
  unreachable: 'upstream_unreachable',
  cut: 'upstream_invalid',
  tls: 'upstream_tls',
  invalid: 'upstream_invalid',
} as const satisfies Record<FailureKind, UpstreamCode | 'unsaid'>

/** What an HTTP status says about GitLab. */
export function verdictOfStatus(status: number): Verdict {
  if (status >= 500) return 'upstream_failed'
  return status >= 400 ? 'answered' : 'fine'
}

/** What one exchange says about GitLab. */
export const verdictOf = (outcome: Reply | TransportFailure): Verdict =>
  outcome instanceof TransportFailure
    ? verdictOfKind[outcome.kind]
    : verdictOfStatus(outcome.status)
