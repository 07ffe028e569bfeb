/** The header of each answer of `/api` that names the build that made it; and of a page, the attribute of its root. */
export const buildHeader = 'X-Build'

type Listener = () => void

const listeners = new Set<Listener>()
let isOutdated = false

/** The build that this page is of, as its document says. */
const ownBuild = () =>
  typeof document === 'undefined' ? undefined : document.documentElement.dataset.build

/**
 * Whether the console was replaced by another build since this page was loaded. Fits
 * `useSyncExternalStore(consoleBuild.subscribe, consoleBuild.isOutdated, () => false)`.
 */
export const consoleBuild = {
  isOutdated: () => isOutdated,
  /** Takes note of the build that answered; null when the answer names none. */
  note(build: string | null) {
    const own = ownBuild()
    if (isOutdated || build === null || !own || build === own) return
    isOutdated = true
    for (const listener of listeners) listener()
  },
  subscribe(listener: Listener) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}

/** A part of the page that its build has and the server no longer: the files of an older build are gone. */
export const isPartLost = (error: Error): boolean =>
  error.name === 'ChunkLoadError' || /^(Loading chunk|Failed to load chunk)/.test(error.message)
