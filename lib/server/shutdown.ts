import 'server-only'
import { perProcess } from './per-process.ts'

/**
 * Aborts at the first signal to stop (SIGTERM, SIGINT). What would go on for long by itself listens to it: the server waits
 * for all answers that are under way before the process ends.
 */
export function shutdownSignal(): AbortSignal {
  return perProcess('shutdown', () => {
    const controller = new AbortController()
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => controller.abort())
    }
    return controller.signal
  })
}
