import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FleetEvent } from '#lib/contract/fleet.ts'
import type { ScanOptions } from './context.ts'
import { FleetScan } from './scan.ts'
import type { FleetAccess } from './scan-pass.ts'

const progressEveryMs = 1_000

/**
 * A whole scan as one sequence of events: rows and problems as they are found, a `progress` every second, and `end` as the
 * last one. Leaving the loop, or `signal`, stops the scan. Throws only mistakes of ours: whatever GitLab refuses is a
 * `problem`.
 */
export async function* scanFleet(
  access: FleetAccess,
  options: ScanOptions,
  signal?: AbortSignal,
): AsyncGenerator<FleetEvent> {
  const events: FleetEvent[] = []
  let wake = () => {}
  const tell = (event: FleetEvent) => {
    events.push(event)
    wake()
  }
  const scan = new FleetScan(options, { row: tell, problem: tell, changed: () => wake() })
  const stop = () => scan.stop()
  signal?.addEventListener('abort', stop, { once: true })
  const failed = scan.run(access).then(
    () => null,
    (error: unknown) => ({ error }),
  )
  if (signal?.aborted) scan.stop()
  let toldAt = Number.NEGATIVE_INFINITY
  try {
    for (;;) {
      const isOver = scan.isOver
      yield* events.splice(0)
      if (isOver) break
      if (performance.now() - toldAt >= progressEveryMs) {
        toldAt = performance.now()
        yield scan.progress()
      }
      if (events.length > 0 || scan.isOver) continue
      const timer = new AbortController()
      await Promise.race([
        new Promise<void>((resolve) => {
          wake = resolve
        }),
        sleep(progressEveryMs, undefined, { signal: timer.signal }).catch(() => undefined),
      ])
      timer.abort()
    }
    const failure = await failed
    if (failure !== null) throw failure.error
    yield* events.splice(0)
    yield scan.end()
  } finally {
    signal?.removeEventListener('abort', stop)
    scan.stop()
    await failed
  }
}
