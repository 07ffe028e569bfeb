import { MutationCache, QueryCache, QueryClient, timeoutManager } from '@tanstack/react-query'
import { inBackground } from './background.ts'
import {
  isMutationFailureTold,
  isQueryFailureTold,
  isRightLost,
  isWorthRetrying,
} from './failure-rules.ts'
import { keepErrors } from './kept-errors.ts'

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** The view says itself that older data is on screen, and why. */
      stale?: 'in-place'
      /** The view shows a failure where its data would be, with a way to try again. */
      failure?: 'in-place'
    }
    mutationMeta: {
      /** The view that started the mutation shows every error itself, such as a form or a dialog that stays open. */
      errors?: 'in-place'
    }
  }
}

/** Queries that tell what this person may do. */
const rightKeys = [['session'], ['scopes', 'info']]

/** How failures that no view shows by itself are told to the person; called once a failure. */
interface Notifier {
  /** A write failed. */
  mutationFailed(error: Error): void
  /** A write was made: an earlier failure needs no more words. */
  mutationSucceeded(): void
  /** A reading failed while older data is still on screen. */
  refetchFailed(error: Error): void
}

/** Requests that the library starts because a window got focus or the network came back: no person asked for them. */
class ConsoleQueryCache extends QueryCache {
  override onFocus() {
    inBackground(() => super.onFocus())
  }
  override onOnline() {
    inBackground(() => super.onOnline())
  }
}

/** The library asks again by intervals (`refetchInterval`): no person asked for that either. */
timeoutManager.setTimeoutProvider({
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
  clearTimeout: (id) => clearTimeout(id),
  setInterval: (callback, delayMs) => setInterval(() => inBackground(callback), delayMs),
  clearInterval: (id) => clearInterval(id),
})

/**
 * The page's one query client. Nothing fails silently: a failed write is told unless its own view does
 * (`meta`), a failed reading is shown in place, or told when older data stays on screen and its view does not say so.
 */
export function makeQueryClient(notifier: Notifier): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new ConsoleQueryCache({
      onError(error, { state, meta }) {
        const hasData = state.data !== undefined
        if (isQueryFailureTold(error, { hasData, meta })) notifier.refetchFailed(error)
      },
    }),
    mutationCache: new MutationCache({
      onError(error, _variables, _result, { meta }) {
        // What the page offered was not true any more.
        if (isRightLost(error)) {
          for (const queryKey of rightKeys) void client.invalidateQueries({ queryKey })
        }
        if (isMutationFailureTold(error, meta)) notifier.mutationFailed(error)
      },
      onSuccess: () => notifier.mutationSucceeded(),
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A console on loopback works without a network, and a failed call says more than a paused one.
        networkMode: 'always',
        retry: isWorthRetrying,
        retryDelay: (failures) => Math.random() * Math.min(4_000, 500 * 2 ** failures),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  keepErrors(client.getQueryCache())
  return client
}
