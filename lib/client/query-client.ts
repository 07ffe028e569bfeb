import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { inBackground } from './background.ts'
import { ProblemError } from './problem-error.ts'

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** The view says itself that older data is on screen, and why. */
      stale?: 'in-place'
    }
    mutationMeta: {
      /** The form shows field errors and an unknown outcome itself; the rest is still told by a toast. */
      fieldErrors?: 'form'
      /** The view that started the mutation shows every error itself, such as a dialog that stays open. */
      errors?: 'in-place'
    }
  }
}

/** How failures that no view shows by itself are told to the person; called once a failure. */
interface Notifier {
  /** A write failed. */
  mutationFailed(error: Error): void
  /** A reading failed while older data is still on screen. */
  refetchFailed(error: Error): void
}

const maxNetworkRetries = 2

/** The server retries towards GitLab; the browser retries only when it got no answer at all. */
const isNetworkFailure = (error: Error) => error instanceof TypeError

/** The panel of a lost session, shown by the page itself, says all that is to be said. */
export const isSessionLost = (error: Error) =>
  error instanceof ProblemError &&
  (error.problem.code === 'unauthenticated' || error.problem.code === 'reauth_required')

/** Requests that the library starts because a window got focus or the network came back: no person asked for them. */
class ConsoleQueryCache extends QueryCache {
  override onFocus() {
    inBackground(() => super.onFocus())
  }
  override onOnline() {
    inBackground(() => super.onOnline())
  }
}

/**
 * The page's one query client. Nothing fails silently: a failed write is told unless its own view does
 * (`meta`), a failed reading is shown in place, or told when older data stays on screen and its view does not say so.
 */
export function makeQueryClient(notifier: Notifier): QueryClient {
  return new QueryClient({
    queryCache: new ConsoleQueryCache({
      onError(error, query) {
        if (query.state.data === undefined || isSessionLost(error)) return
        if (query.meta?.stale !== 'in-place') notifier.refetchFailed(error)
      },
    }),
    mutationCache: new MutationCache({
      onError(error, _variables, _result, mutation) {
        if (mutation.meta?.errors === 'in-place' || isSessionLost(error)) return
        const isShownByForm =
          error instanceof ProblemError &&
          (error.problem.code === 'validation_failed' || error.problem.code === 'outcome_unknown')
        if (mutation.meta?.fieldErrors === 'form' && isShownByForm) return
        notifier.mutationFailed(error)
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A console on loopback works without a network, and a failed call says more than a paused one.
        networkMode: 'always',
        retry: (failures, error) => failures < maxNetworkRetries && isNetworkFailure(error),
        retryDelay: (failures) => Math.random() * Math.min(4_000, 500 * 2 ** failures),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
