import 'server-only'
import { metrics } from './registry.ts'

/** A read is tried again. */
export const countRetry = () => metrics().retries.inc()

/** A read would have been tried again, but GitLab is left alone, or the budget of retries is used up. */
export const countRetryWithheld = (reason: 'breaker' | 'budget') =>
  metrics().retriesWithheld.inc({ reason })

/** GitLab mostly fails: calls are kept away from it for a while. */
export const countBreakerOpened = () => metrics().breakerOpened.inc()
