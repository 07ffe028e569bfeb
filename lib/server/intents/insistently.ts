import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'

const commit = { attempts: 3, everyMs: 300 }

/** Bookkeeping of what is done already: a store that is busy for a moment is waited for. */
export async function insistently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt === commit.attempts) throw error
      await sleep(commit.everyMs)
    }
  }
}
