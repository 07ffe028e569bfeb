import 'server-only'
import { describeError, log } from './log.ts'
import { drainSignal, finishing } from './shutdown.ts'

/**
 * Does something now and every `everyMs`, until the process is to stop; what is under way then is finished. It keeps no
 * process alive. A failure is one line of the log, `failed`, and the next time comes all the same.
 */
export function repeat(work: () => Promise<void>, everyMs: number, failed: string): NodeJS.Timeout {
  const run = () => {
    if (drainSignal().aborted) return
    finishing(work()).catch((error: unknown) => log.warn(failed, { error: describeError(error) }))
  }
  run()
  const timer = setInterval(run, everyMs).unref()
  drainSignal().addEventListener('abort', () => clearInterval(timer), { once: true })
  return timer
}
