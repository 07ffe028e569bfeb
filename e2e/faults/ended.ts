import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export interface Ended {
  /** Null when a signal ended it. */
  code: number | null
  /** From the call of {@link tellToEnd} on. */
  afterMs: number
}

/** Sends a signal and waits until the process is gone. */
export async function tellToEnd(
  { child }: { child: ChildProcess },
  signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' | 'SIGUSR2',
): Promise<Ended> {
  const startedAt = performance.now()
  const exit = once(child, 'exit')
  child.kill(signal)
  const [code] = (await exit) as [number | null]
  return { code, afterMs: performance.now() - startedAt }
}
