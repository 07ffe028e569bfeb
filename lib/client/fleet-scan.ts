import type { FleetEnd, FleetEvent, FleetQuery, FleetRow } from '#lib/contract/fleet.ts'
import { countMissing, emptyResult, type FleetResult, take } from './fleet-result.ts'
import {
  type FleetOptions,
  type FleetSnapshot,
  type FleetStep,
  isGoing,
  nothingYet,
} from './fleet-snapshot.ts'
import { StreamCutError } from './read-lines.ts'

type FleetStream = (
  query: FleetQuery,
  options: { signal: AbortSignal; onEvents: (events: FleetEvent[]) => void },
) => Promise<void>

/** Remembers over a reload that the person paused, in contrast to a scan that stands still because nobody listened. */
interface PauseMark {
  get: () => boolean
  set: (isPaused: boolean) => void
}

/** So many rows are shown as they come; those after them wait, so that nothing moves under the pointer. */
const firstScreen = 50
const brokenOff: ReadonlySet<FleetStep> = new Set(['cut', 'closing', 'failed'])
const noOptions: FleetOptions = { personal: false, thorough: false }
const noRows: readonly FleetRow[] = []
const oneLess = (end: FleetEnd, type: FleetRow['type']): FleetEnd =>
  type === 'agent' ? { ...end, agents: end.agents - 1 } : { ...end, clusters: end.clusters - 1 }

/** The scan as the browser sees it: follows the stream of `/api/fleet` and decides when what came in is shown. */
export function createFleetScan(stream: FleetStream, mark: PauseMark) {
  const listeners = new Set<() => void>()
  const views = new Set<() => void>()
  const holds = new Set<() => boolean>()
  let snapshot = nothingYet
  let incoming = emptyResult()
  let shown: FleetResult['rows'] = new Map()
  let controller: AbortController | null = null
  let options = noOptions

  function tell(change: Partial<FleetSnapshot>) {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }

  /** Puts everything that came in on screen. */
  function reveal(): Partial<FleetSnapshot> {
    shown = new Map(incoming.rows)
    return {
      rows: shown.size > 0 ? [...shown.values()] : noRows,
      problems: [...incoming.problems.values()],
      end: incoming.end,
      fresh: 0,
      gone: 0,
      isOlder: false,
    }
  }

  function receive(events: readonly FleetEvent[], isLook: boolean) {
    take(incoming, events)
    const { progress, rows } = incoming
    const step = isLook ? snapshot.step : (progress?.state ?? snapshot.step)
    const isFirstScreen = !snapshot.isOlder && shown.size < firstScreen
    const isFlowing = isFirstScreen && rows.size > shown.size && (shown.size === 0 || !isHeld())
    tell({
      step: step === 'finished' || step === 'stopped' ? 'running' : step,
      progress,
      found: rows.size,
      // A last result is shown when all of it is there: then none of it waits, and none is sorted in between.
      ...(isLook ? {} : isFlowing ? reveal() : waitingCounts()),
    })
  }

  const isHeld = () => [...holds].some((hold) => hold())

  const waitingCounts = (): Partial<FleetSnapshot> => ({
    fresh: countMissing(incoming.rows, shown),
    ...(snapshot.isOlder ? {} : { problems: [...incoming.problems.values()] }),
  })

  async function follow(query: FleetQuery, change: Partial<FleetSnapshot> = {}) {
    controller?.abort()
    const own = new AbortController()
    controller = own
    incoming = emptyResult()
    const isFirstLook = query.do === 'look' && snapshot.rows === null
    tell({ error: null, fresh: 0, gone: 0, ...change })
    try {
      await stream(query, {
        signal: own.signal,
        onEvents(events) {
          if (!own.signal.aborted) receive(events, query.do === 'look')
        },
      })
    } catch (error) {
      if (own.signal.aborted) return
      const failure = error instanceof Error ? error : new Error(String(error))
      tell({ step: failure instanceof StreamCutError ? 'cut' : 'failed', error: failure })
      return
    }
    if (!own.signal.aborted) await settle(query, isFirstLook)
  }

  async function settle({ do: deed }: FleetQuery, isFirstLook: boolean) {
    const { end, isClosing } = incoming
    // Some of a whole result may come before it: an end is one all the same.
    if (isClosing && end === null) return tell({ step: 'closing' })
    if (deed === 'look') {
      if (end === null || end.scan === null || end.state === null) {
        tell({ step: 'none' })
        return follow({ do: 'scan', ...options }, { step: 'running', isAfresh: true })
      }
      // On opening all of it is shown; whoever looks at rows already is not to lose their place.
      if (isFirstLook) tell(reveal())
      const newer = [...incoming.scans.values()].find(({ scan }) => scan !== end.scan)
      const state = newer?.state ?? end.state
      if (isGoing(state) || (state === 'paused' && !mark.get())) {
        const change = newer ? { isOlder: true } : { end: null }
        return follow({ do: 'scan', ...options }, { step: 'running', ...change })
      }
      if (newer) return tell({ step: newer.state, progress: newer, isOlder: true })
    }
    if (deed === 'stop') {
      // It was gone: what stands here is all that is left of it, or the result before, which is kept still.
      if (end?.scan == null) return tell({ step: 'stopped', found: shown.size })
      if (end.scan === snapshot.end?.scan)
        return tell({ ...reveal(), step: end.state ?? 'stopped' })
    }
    const step = end?.state ?? 'finished'
    // What is on screen by then is all that there is: nothing has to wait, nor could it move.
    const isAllShown = !snapshot.isOlder && countMissing(incoming.rows, shown) === 0
    tell({
      step,
      found: incoming.rows.size,
      ...(isAllShown ? reveal() : { fresh: countMissing(incoming.rows, shown) }),
      ...(snapshot.isOlder && { gone: countMissing(shown, incoming.rows) }),
    })
  }

  const begin = (deed: 'restart' | 'retry', change?: Partial<FleetSnapshot>) => {
    mark.set(false)
    return follow({ do: deed, ...options }, { step: 'running', isAfresh: false, ...change })
  }

  return {
    get: () => snapshot,
    /** While `hold` says so, rows wait instead of moving others. Gives the way to take it back. */
    holdWhile(hold: () => boolean) {
      holds.add(hold)
      return () => void holds.delete(hold)
    },
    /** A view counts as somebody who looks. */
    subscribe(listener: () => void, isView = true) {
      listeners.add(listener)
      if (isView) views.add(listener)
      return () => {
        listeners.delete(listener)
        views.delete(listener)
      }
    },
    /** Looks what there is, once a page: the last result at once, and goes on with a scan that runs, or begins the first. */
    open() {
      if (controller !== null && !brokenOff.has(snapshot.step)) return
      void follow({ do: 'look', ...options }, { step: 'asking' })
    },
    /** Goes on where a paused, broken off or failed scan stands; when it has come to its end meanwhile, with that. */
    resume() {
      mark.set(false)
      return follow({ do: 'look', ...options }, { step: 'running' })
    },
    /** After a failure: goes on, or looks again when nothing is on screen yet. */
    tryAgain() {
      return snapshot.rows === null ? this.open() : this.resume()
    },
    /** Whether any view shows it. */
    isWatched: () => views.size > 0,
    /** Begins anew; what is on screen stays until the new result is complete. */
    restart(chosen: FleetOptions) {
      options = chosen
      return begin('restart', { isOlder: (snapshot.rows?.length ?? 0) > 0, progress: null })
    },
    /** Reads again what could not be read. */
    retry: () => begin('retry', { end: null }),
    /** Pauses it here and at the console; one that does not hear it stands still soon after nobody follows. */
    pause() {
      mark.set(true)
      controller?.abort()
      controller = new AbortController()
      const { signal } = controller
      stream({ do: 'pause', ...options }, { signal, onEvents: () => undefined }).catch(
        () => undefined,
      )
      tell({ step: 'paused' })
    },
    /** Ends the scan; what it found stays. */
    stop() {
      mark.set(false)
      return follow({ do: 'stop', ...options })
    },
    /** Shows what waits. */
    show: () => tell(reveal()),
    /** Puts in place of one row what is known of it now, or takes it away; for what this page has changed itself. */
    change(key: string, row: FleetRow | null) {
      const before = shown.get(key)
      for (const rows of [shown, incoming.rows]) {
        if (row === null) rows.delete(key)
        else if (rows.has(key)) rows.set(key, row)
      }
      const isGone = before !== undefined && row === null
      if (isGone && incoming.end !== null) incoming.end = oneLess(incoming.end, before.type)
      const { end } = snapshot
      tell({
        rows: [...shown.values()],
        ...(isGone && end !== null && { end: oneLess(end, before.type) }),
      })
    },
    /** Takes a token that was revoked off its agent, as it stands on screen now. */
    withoutToken(key: string, tokenId: number) {
      const row = shown.get(key)
      if (row?.type !== 'agent' || row.tokens === null) return
      this.change(key, { ...row, tokens: row.tokens.filter(({ id }) => id !== tokenId) })
    },
  }
}
