import 'server-only'
import type { Makers } from './makers.ts'

/** How a sign-in ended. `unknown`: not begun here, begun too long ago, or finished before. */
const signInOutcomes = [
  'ok',
  'unknown',
  'declined',
  'refused',
  'blocked',
  'misconfigured',
  'unavailable',
  'store',
  'unauthenticated',
  'not_allowed',
  'sso_unavailable',
] as const

const refreshOutcomes = ['refreshed', 'ended', 'misconfigured', 'unavailable'] as const
const auditPhases = ['intent', 'outcome', 'denied'] as const
const statements = ['all', 'run', 'transaction'] as const

/** The console's own doings. What an alert waits for begins at 0, so that its first event counts as one. */
export function consoleMetrics({ counter, gauge, histogram }: Makers) {
  const made = {
    httpRequests: counter(
      'http_requests_total',
      'Requests to this console, by route pattern and status (aborted: the client left before the answer was whole).',
      'method',
      'route',
      'status',
    ),
    httpDurations: histogram(
      'http_request_duration_seconds',
      'From the head of a request to the end of its answer, streams left out.',
      [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
      'route',
    ),
    httpInFlight: gauge(
      'http_requests_in_flight',
      'Requests that are being answered, streams too.',
    ),
    streams: gauge('streams_open', 'Answers that are told line by line, and go on.'),
    problems: counter('problems_total', 'Answers that are no success, by problem code.', 'code'),
    denials: counter(
      'denials_total',
      'What the console refused by itself, by problem code and whether it knew the person.',
      'code',
      'person',
    ),
    signIns: counter('sign_ins_total', 'Sign-ins that came to an end, by outcome.', 'outcome'),
    refreshes: counter(
      'token_refreshes_total',
      "Refreshes of a session's tokens at GitLab by this process, by outcome.",
      'outcome',
    ),
    auditFailures: counter(
      'audit_write_failures_total',
      'Rows of the audit trail that could not be written, by phase.',
      'phase',
    ),
    storeDurations: histogram(
      'store_request_duration_seconds',
      'Time that the store took for a statement or a transaction, with the wait for a connection.',
      [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      'kind',
    ),
    storeFailures: counter(
      'store_failures_total',
      'Statements and transactions that the store could not do.',
      'kind',
    ),
  }
  for (const outcome of signInOutcomes) made.signIns.inc({ outcome }, 0)
  for (const outcome of refreshOutcomes) made.refreshes.inc({ outcome }, 0)
  for (const phase of auditPhases) made.auditFailures.inc({ phase }, 0)
  for (const kind of statements) made.storeFailures.inc({ kind }, 0)
  return made
}
