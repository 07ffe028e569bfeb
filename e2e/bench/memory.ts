import { type ChildProcess, execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

const lookEveryMs = 2_000
/** V8 gives back what it does not need some eight seconds after the last work. */
const steadyForMs = 16_000
const longestMs = 90_000
const noiseMib = 2

/** Resident memory of a running child, in MiB. Throws when it has ended. */
function residentMib({ pid }: ChildProcess): number {
  const kib = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }))
  return kib / 1024
}

/** What a child that has nothing to do holds in memory (MiB), once it no longer gives any back. */
export async function settledMib(child: ChildProcess): Promise<number> {
  const end = performance.now() + longestMs
  let least = residentMib(child)
  let since = performance.now()
  while (performance.now() - since < steadyForMs && performance.now() < end) {
    await sleep(lookEveryMs)
    const now = residentMib(child)
    if (now >= least - noiseMib) continue
    least = now
    since = performance.now()
  }
  return residentMib(child)
}
