import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'

/**
 * Reads what a dialog asks about when it opens. `seen` is there while that reading stands and no newer one is under
 * way; `waitForSeen` gives what the deed is done to: what is seen, or what the reading under way brings, or undefined
 * when it failed, which `error` tells.
 */
export function useRecordSeen<T, K extends QueryKey>(
  query: UseQueryOptions<T, Error, T, K>,
  isOpen: boolean,
) {
  const reading = useQuery({
    ...query,
    enabled: isOpen,
    staleTime: 0,
    refetchOnMount: 'always',
    // What is shown is what is deleted: it changes only when asked to.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const isFresh = reading.isFetchedAfterMount && reading.isSuccess && !reading.isFetching
  return {
    seen: isFresh ? reading.data : undefined,
    error: reading.error,
    isReading: reading.isFetching,
    lookAgain: () => void reading.refetch(),
    async waitForSeen(): Promise<T | undefined> {
      // Whoever types faster than GitLab answers waits for the reading; a failed one is shown by itself.
      const { data, isSuccess } = isFresh
        ? reading
        : await reading.refetch({ cancelRefetch: false })
      return isSuccess ? data : undefined
    },
  }
}
