import 'server-only'
import { getCACertificates } from 'node:tls'
import { Agent, buildConnector } from 'undici'
import { log } from '#lib/server/log.ts'
import { countBreakerOpened } from '#lib/server/metrics/gitlab-retries.ts'
import { perProcess } from '#lib/server/per-process.ts'
import { Breaker } from './breaker.ts'
import type { GitLabSettings, Lane } from './gitlab.ts'
import { Lanes } from './lanes.ts'
import { RetryBudget } from './retry-budget.ts'
import { ConnectError, errorCode } from './transport-failure.ts'

/** What all requests to one GitLab share in this process. */
export interface Upstream {
  /** Keeps connections open between requests: for the first try of a read. */
  kept: Agent
  /**
   * A new connection each time: a kept one may be dead, a write is not repeated to find out, and a read that found one
   * dead must not find the next.
   */
  fresh: Agent
  lanes: Lanes
  breaker: Breaker
  retries: RetryBudget
}

function connector(settings: GitLabSettings): buildConnector.connector {
  const connect = buildConnector({
    timeout: settings.connectMs,
    allowH2: false,
    ...(settings.ca === undefined ? {} : { ca: [...getCACertificates('default'), settings.ca] }),
  })
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error) callback(new ConnectError(errorCode(error)), null)
      else if (socket) callback(null, socket)
    })
}

function createUpstream(settings: GitLabSettings): Upstream {
  const common = {
    connect: connector(settings),
    allowH2: false,
    headersTimeout: settings.headersMs,
    bodyTimeout: settings.headersMs,
  }
  return {
    kept: new Agent({
      ...common,
      connections: settings.maxInFlight,
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 30_000,
    }),
    fresh: new Agent({ ...common, pipelining: 0 }),
    lanes: new Lanes(settings),
    breaker: new Breaker({
      limits: settings.breaker,
      onOpen: (reason) => {
        countBreakerOpened()
        log.warn('gitlab paused', { reason })
      },
      onClose: () => log.info('gitlab asked again'),
    }),
    retries: new RetryBudget(settings.retryFloor),
  }
}

const upstreams = () => perProcess('gitlab-upstreams', () => new Map<string, Upstream>())

/** How many requests to GitLab of a lane are under way in this process, and how many wait. */
export const occupancyOf = (lane: Lane) =>
  [...upstreams().values()]
    .map(({ lanes }) => lanes.occupancy(lane))
    .reduce(
      (sum, { inFlight, queued }) => ({
        inFlight: sum.inFlight + inFlight,
        queued: sum.queued + queued,
      }),
      { inFlight: 0, queued: 0 },
    )

/** The connections and lanes for these settings, the same for every caller in the process. */
export function upstreamFor(settings: GitLabSettings): Upstream {
  const all = upstreams()
  const key = JSON.stringify(settings)
  const known = all.get(key)
  if (known !== undefined) return known
  const created = createUpstream(settings)
  all.set(key, created)
  return created
}
