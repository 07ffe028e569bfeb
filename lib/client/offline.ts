/** The browser has no network: nothing was sent. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError'

  constructor() {
    super('The browser is offline')
  }
}

const answerMs = 2_000
const listeners = new Set<() => void>()
let isOffline = false

function set(next: boolean) {
  if (isOffline === next) return
  isOffline = next
  for (const listener of listeners) listener()
}

/** Asks the console itself: a browser that says "offline" may be wrong about a console on the same machine. */
async function look(): Promise<boolean> {
  if (typeof navigator === 'undefined' || navigator.onLine !== false) {
    set(false)
    return false
  }
  const isReached = await fetch('/healthz', {
    cache: 'no-store',
    signal: AbortSignal.timeout(answerMs),
  }).then(
    () => true,
    () => false,
  )
  set(!isReached)
  return !isReached
}

const lookNow = () => void look()

/**
 * Throws `OfflineError` when the console cannot be reached for want of a network. A write is refused by that before it
 * is sent: of one that is sent and not answered nobody knows whether it was made.
 */
export async function throwIfOffline(): Promise<void> {
  if (await look()) throw new OfflineError()
}

/**
 * Whether this browser is without a network. Fits
 * `useSyncExternalStore(network.subscribe, network.isOffline, () => false)`.
 */
export const network = {
  isOffline: () => isOffline,
  subscribe(listener: () => void) {
    if (listeners.size === 0) {
      window.addEventListener('online', lookNow)
      window.addEventListener('offline', lookNow)
      lookNow()
    }
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      window.removeEventListener('online', lookNow)
      window.removeEventListener('offline', lookNow)
    }
  },
}
