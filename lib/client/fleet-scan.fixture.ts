import { fleetAgent, fleetEnd } from '#lib/contract/fleet.fixture.ts'
import type { FleetEvent, FleetQuery } from '#lib/contract/fleet.ts'
import { createFleetScan } from './fleet-scan.ts'

export const noScan = fleetEnd({ scan: null, state: null, complete: false, finished_at: null })
export const agents = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => fleetAgent(from + index))
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A scan whose streams are fed by the test: the last one asked for is `stream`. */
export function scan() {
  let isPaused = false
  let pausing = () => Promise.resolve()
  const asked: FleetQuery[] = []
  const stream = {
    tell: (_events: FleetEvent[]) => {},
    end: (_error?: Error) => {},
    signal: new AbortController().signal,
  }
  const fleet = createFleetScan(
    (query, { signal, onEvents }) => {
      asked.push(query)
      if (query.do === 'pause') return pausing()
      return new Promise((resolve, reject) => {
        stream.tell = onEvents
        stream.signal = signal
        stream.end = (error) => (error ? reject(error) : resolve())
      })
    },
    {
      get: () => isPaused,
      set: (next) => {
        isPaused = next
      },
    },
  )
  return {
    fleet,
    asked: () => asked.map((query) => query.do),
    tell: (...events: FleetEvent[]) => stream.tell(events),
    /** Ends the stream, the last line included. */
    async end(change: Parameters<typeof fleetEnd>[0] = {}) {
      stream.tell([fleetEnd(change)])
      stream.end()
      await settled()
    },
    /** The console is to stop. */
    async close() {
      stream.tell([{ type: 'closing' }])
      stream.end()
      await settled()
    },
    async fail(error: Error) {
      stream.end(error)
      await settled()
    },
    /** The console does not hear of a pause. */
    losePauses: () => {
      pausing = () => Promise.reject(new Error('simulated'))
    },
    isGivenUp: () => stream.signal.aborted,
    /** The person paused it before the page was loaded. */
    remember: () => {
      isPaused = true
    },
  }
}

/** One whose first scan has begun because there was nothing. */
export async function begun() {
  const it = scan()
  it.fleet.open()
  await it.end(noScan)
  return it
}

/** One with a finished result of these agents on screen. */
export async function finished(from: number, to: number) {
  const it = scan()
  it.fleet.open()
  it.tell(...agents(from, to))
  await it.end()
  return it
}
