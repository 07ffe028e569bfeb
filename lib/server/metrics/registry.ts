import 'server-only'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { perProcess } from '../per-process.ts'

/** What this process counts itself; docs/metrics.md names every metric. */
function create() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Counter({
      name: 'cluster_console_gitlab_requests_total',
      help: 'Requests to GitLab, by route pattern and result (an HTTP status, a class of them, or none without an answer).',
      labelNames: ['method', 'route', 'result'],
      registers,
    }),
    durations: new Histogram({
      name: 'cluster_console_gitlab_request_duration_seconds',
      help: 'Time that GitLab took for a request, waiting for a free connection not included.',
      labelNames: ['lane'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    rateLimited: new Counter({
      name: 'cluster_console_gitlab_rate_limit_waits_total',
      help: 'Times that GitLab told this console to wait (429).',
      labelNames: ['lane'],
      registers,
    }),
    rateLimitedSeconds: new Counter({
      name: 'cluster_console_gitlab_rate_limit_wait_seconds_total',
      help: 'Seconds that GitLab asked for with these answers (Retry-After).',
      labelNames: ['lane'],
      registers,
    }),
    retries: new Counter({
      name: 'cluster_console_gitlab_retries_total',
      help: 'Reads that were tried again after a passing failure.',
      registers,
    }),
    retriesWithheld: new Counter({
      name: 'cluster_console_gitlab_retries_withheld_total',
      help: 'Reads that were not tried again, by reason: the budget is used up, or the breaker is open.',
      labelNames: ['reason'],
      registers,
    }),
    breakerOpened: new Counter({
      name: 'cluster_console_gitlab_breaker_opened_total',
      help: 'Times that the breaker opened because GitLab mostly failed.',
      registers,
    }),
    scans: new Counter({
      name: 'cluster_console_scans_total',
      help: 'Background scans of this replica, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
  }
}

/** The metrics of this process. */
export const metrics = () => perProcess('metrics', create)
