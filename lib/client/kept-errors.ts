import type { Query, QueryCache } from '@tanstack/react-query'

/**
 * Keeps the failure of a reading in view while the same view tries it again. The library would forget it and call the
 * query pending, so that the page flickered between the message and its skeleton at every try.
 */
export function keepErrors(cache: QueryCache): void {
  const failures = new WeakMap<Query, Error>()
  cache.subscribe((event) => {
    const { query } = event
    if (event.type === 'observerRemoved') {
      if (query.getObserversCount() === 0) failures.delete(query)
      return
    }
    if (event.type !== 'updated') return
    if (event.action.type === 'error') failures.set(query, event.action.error)
    else if (event.action.type === 'success') failures.delete(query)
    else if (event.action.type === 'fetch' && query.state.data === undefined) {
      const error = failures.get(query)
      if (error !== undefined) query.setState({ error, status: 'error' })
    }
  })
}
