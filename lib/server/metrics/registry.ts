import 'server-only'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { perProcess } from '../per-process.ts'
import { consoleMetrics } from './console-metrics.ts'
import { makers } from './makers.ts'

/** What this process counts itself; docs/metrics.md names every metric. */
function create() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const make = makers(registry)
  return {
    registry,
    ...consoleMetrics(make),
    requests: make.counter(
      'gitlab_requests_total',
      'Requests to GitLab, by route pattern and result (an HTTP status, a class of them, or none without an answer).',
      'method',
      'route',
      'result',
    ),
    durations: make.histogram(
      'gitlab_request_duration_seconds',
      'Time that GitLab took for a request, waiting for a free connection not included.',
      [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      'lane',
      'route',
    ),
    rateLimited: make.counter(
      'gitlab_rate_limit_waits_total',
      'Times that GitLab told this console to wait (429).',
      'lane',
    ),
    rateLimitedSeconds: make.counter(
      'gitlab_rate_limit_wait_seconds_total',
      'Seconds that GitLab asked for with these answers (Retry-After).',
      'lane',
    ),
    retries: make.counter(
      'gitlab_retries_total',
      'Reads that were tried again after a passing failure.',
    ),
    retriesWithheld: make.counter(
      'gitlab_retries_withheld_total',
      'Reads that were not tried again, by reason: the budget is used up, or the breaker is open.',
      'reason',
    ),
    breakerOpened: make.counter(
      'gitlab_breaker_opened_total',
      'Times that the breaker opened because GitLab mostly failed.',
    ),
    scans: make.counter('scans_total', 'Background scans of this replica, by outcome.', 'outcome'),
  }
}

/** The metrics of this process. */
export const metrics = () => perProcess('metrics', create)
