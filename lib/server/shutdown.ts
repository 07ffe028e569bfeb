import 'server-only'
import { perProcess } from './per-process.ts'

const state = () =>
  perProcess('shutdown', () => ({
    drain: new AbortController(),
    close: new AbortController(),
    work: new Set<Promise<unknown>>(),
  }))

/**
 * Aborts when the process is told to stop: the console says that it is not ready, and begins nothing by itself any more.
 * It goes on answering.
 */
export const drainSignal = (): AbortSignal => state().drain.signal

/** Aborts DRAIN_S later, when no new connection is taken: what would go on for long, such as a stream, ends. */
export const closeSignal = (): AbortSignal => state().close.signal

/** The two steps, for who ends the process. */
export const beginDrain = (): void => state().drain.abort()
export const beginClose = (): void => state().close.abort()

/** Work that the process does not end before, for as long as STOP_S allows: the store is closed only after it. */
export function finishing<T>(work: Promise<T>): Promise<T> {
  const { work: all } = state()
  const entry: Promise<unknown> = work.then(
    () => all.delete(entry),
    () => all.delete(entry),
  )
  all.add(entry)
  return work
}

/** What is under way now; each of it ends without throwing. */
export const workUnderWay = (): readonly Promise<unknown>[] => [...state().work]
