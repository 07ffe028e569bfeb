import 'server-only'
import { constants } from 'node:os'
import { watchConnections } from './http/connections.ts'
import { describeError, log } from './log.ts'
import { perProcess } from './per-process.ts'
import { stopInOrder } from './stop.ts'

/** Ctrl-C reaches a process twice where npm passes it on: not until then is a second signal somebody's impatience. */
const sameSignalMs = 500

/** Names of errors by which Node and Next say that the other side left; nobody has to hear of those. */
const leavings = new Set(['AbortError', 'ResponseAborted'])

/**
 * How the process ends. SIGTERM and SIGINT: in order, with 0; a second one at once, with 128 and its number. An error that
 * nobody caught: one line of the log and 1, because what state it left is not known.
 */
export function handleProcessEnd(): void {
  perProcess('process-end', () => {
    watchConnections()
    let stoppingSince: number | null = null
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        const at = performance.now()
        if (stoppingSince === null) {
          stoppingSince = at
          void stopInOrder().then(() => process.exit(0))
        } else if (at - stoppingSince > sameSignalMs) {
          log.warn('stopped at once')
          process.exit(128 + constants.signals[signal])
        }
      })
    }
    // Before Next's own listeners, which print the error as it is and go on.
    process.prependListener('uncaughtException', (error) => endBroken('uncaught exception', error))
    process.prependListener('unhandledRejection', (reason) => {
      if (reason instanceof Error && leavings.has(reason.name)) {
        log.warn('rejection not handled', { error: describeError(reason) })
      } else endBroken('rejection not handled', reason)
    })
    return true
  })
}

function endBroken(event: string, error: unknown): never {
  log.error(event, { error: describeError(error) })
  process.exit(1)
}
