import { isNetworkFailure, waitMsAfter } from './passing.ts'

/** A reading of the page that failed for now, and how it is tried again. */
export interface Ailment {
  error: Error
  isTrying: boolean
  /** `isPersons`: somebody asked for it; else it counts as use by nobody. */
  retry: (by: { isPersons: boolean }) => void
}

/** Where ailments come from, such as the query cache. */
export interface AilmentSource {
  subscribe: (listener: () => void) => () => void
  ailments: () => readonly Ailment[]
}

/** What the page shows: when the next try comes (epoch milliseconds), and whether one is under way. */
export interface Healing {
  isAiling: boolean
  nextTryAt: number | null
  isTrying: boolean
}

export interface Surroundings {
  now: () => number
  /** Somebody looks at the page. */
  isVisible: () => boolean
  isOffline: () => boolean
  /** Told when any of these changes. */
  subscribe: (listener: () => void) => () => void
}

const well: Healing = { isAiling: false, nextTryAt: null, isTrying: false }
/** Tries that are due within this are made together. */
const togetherMs = 1_000
const jitterMs = 2_000

/**
 * Tries failed readings again by itself: as soon as the server said to, else after ten seconds and a little, which
 * differs from page to page. Not while the page is hidden or the browser is offline, and at once when that is over.
 */
export function createHealing(sources: readonly AilmentSource[], around: Surroundings) {
  const listeners = new Set<() => void>()
  const failedAt = new WeakMap<Error, number>()
  const ownJitterMs = Math.random() * jitterMs
  let state = well
  let timer: ReturnType<typeof setTimeout> | undefined
  let isHeld = false

  const ailments = () => sources.flatMap((source) => source.ailments())

  function dueAt({ error }: Ailment): number {
    const at = failedAt.get(error) ?? around.now()
    failedAt.set(error, at)
    return at + waitMsAfter(error) + ownJitterMs
  }

  const isDue = (one: Ailment) => dueAt(one) <= around.now() + togetherMs

  function update() {
    const all = ailments()
    const due = all.filter(({ isTrying }) => !isTrying).map(dueAt)
    const wasHeld = isHeld
    isHeld = !around.isVisible() || around.isOffline()
    const isBack = wasHeld && !isHeld
    const nextTryAt = due.length === 0 || around.isOffline() ? null : Math.min(...due)
    tell({
      isAiling: all.length > 0,
      nextTryAt,
      isTrying: all.some(({ isTrying }) => isTrying),
    })
    clearTimeout(timer)
    if (due.length === 0 || isHeld) return
    // What failed for want of a network, or came due behind another tab, is tried as soon as somebody can see it.
    if (isBack) retry((one) => isDue(one) || isNetworkFailure(one.error), { isPersons: false })
    if (nextTryAt !== null) {
      timer = setTimeout(
        () => retry(isDue, { isPersons: false }),
        Math.max(0, nextTryAt - around.now()),
      )
    }
  }

  function retry(isMeant: (one: Ailment) => boolean, by: { isPersons: boolean }) {
    const meant = ailments().filter((one) => !one.isTrying && isMeant(one))
    // What is not changed by a try waits as long again.
    for (const { error } of meant) failedAt.set(error, around.now())
    for (const one of meant) one.retry(by)
    update()
  }

  function tell(next: Healing) {
    const isSame =
      next.isAiling === state.isAiling &&
      next.nextTryAt === state.nextTryAt &&
      next.isTrying === state.isTrying
    if (isSame) return
    state = next
    for (const listener of listeners) listener()
  }

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    /** Tries everything now, because a person asks for it. */
    tryNow: () => retry(() => true, { isPersons: true }),
    /** Begins to watch; gives the function that ends it. */
    start() {
      const stops = [...sources, around].map((one) => one.subscribe(update))
      update()
      return () => {
        clearTimeout(timer)
        for (const stop of stops) stop()
      }
    },
  }
}
export type Healer = ReturnType<typeof createHealing>
