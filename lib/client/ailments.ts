import type { Query, QueryClient } from '@tanstack/react-query'
import { inBackground } from './background.ts'
import { fleetScan } from './fleet.ts'
import type { Ailment, AilmentSource, Surroundings } from './healing.ts'
import { network } from './offline.ts'
import { isPassing } from './passing.ts'
import { failedWrite } from './upstream.ts'

/** The query's failure that may pass, when a view of the page needs it. */
export function passingError(query: Query): Error | null {
  const { error } = query.state
  return query.isActive() && isPassing(error) ? error : null
}

const run = ({ isPersons }: { isPersons: boolean }, start: () => void) =>
  isPersons ? start() : inBackground(start)

/** Queries of the page that failed for now. */
export const queryAilments = (client: QueryClient): AilmentSource => ({
  subscribe: (listener) => client.getQueryCache().subscribe(listener),
  ailments: () =>
    client
      .getQueryCache()
      .getAll()
      .flatMap((query): Ailment | [] => {
        const error = passingError(query)
        if (error === null) return []
        return {
          error,
          isTrying: query.state.fetchStatus !== 'idle',
          retry: (by) => run(by, () => query.fetch().catch(() => undefined)),
        }
      }),
})

/** A write that failed because of GitLab: a reading finds out whether GitLab is back. The write is never sent again. */
export const writeAilments = (client: QueryClient): AilmentSource => ({
  subscribe: failedWrite.subscribe,
  ailments() {
    const error = failedWrite.error()
    if (error === null) return []
    const isTrying = client.isFetching({ type: 'active' }) > 0
    const retry: Ailment['retry'] = (by) =>
      run(by, () => void client.refetchQueries({ type: 'active' }))
    return [{ error, isTrying, retry }]
  },
})

/** The scan of the fleet, while a page shows it, when there was no stream of it. */
export const scanAilments: AilmentSource = {
  subscribe: (listener) => fleetScan.subscribe(listener, false),
  ailments() {
    const { step, error } = fleetScan.get()
    if (step !== 'failed' || !isPassing(error) || !fleetScan.isWatched()) return []
    return [{ error, isTrying: false, retry: (by) => run(by, () => void fleetScan.tryAgain()) }]
  },
}

/** The page in its browser. */
export const browserSurroundings: Surroundings = {
  now: Date.now,
  isVisible: () => document.visibilityState === 'visible',
  isOffline: network.isOffline,
  subscribe(listener) {
    const stop = network.subscribe(listener)
    document.addEventListener('visibilitychange', listener)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', listener)
    }
  },
}
