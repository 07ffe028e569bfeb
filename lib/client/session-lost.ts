type Listener = () => void

let isLost = false
const listeners = new Set<Listener>()

function set(value: boolean) {
  if (isLost === value) return
  isLost = value
  for (const listener of listeners) listener()
}

/**
 * Whether the server has answered 401 since the last sign-in: the one place where the page learns that its session
 * is gone. Fits `useSyncExternalStore(sessionLost.subscribe, sessionLost.isLost, () => false)`.
 */
export const sessionLost = {
  isLost: () => isLost,
  report: () => set(true),
  clear: () => set(false),
  subscribe(listener: Listener) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}
