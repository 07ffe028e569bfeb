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

/** Follows a child's resident memory from now on; `most` is the highest that was seen, in MiB. */
export function watchMemory(child: ChildProcess, everyMs = 1_000) {
  const begun = performance.now()
  const seen = [{ atMs: 0, mib: residentMib(child) }]
  const timer = setInterval(() => {
    seen.push({ atMs: performance.now() - begun, mib: residentMib(child) })
  }, everyMs)
  return {
    most: () => Math.max(...seen.map(({ mib }) => mib)),
    /** Ends it. MiB a minute over its second half, by what is left after each ten seconds' collections. */
    slope: () => {
      clearInterval(timer)
      const half = (seen.at(-1)?.atMs ?? 0) / 2
      const floors = new Map<number, { atMs: number; mib: number }>()
      for (const sample of seen.filter(({ atMs }) => atMs >= half)) {
        const window = Math.floor(sample.atMs / 10_000)
        const floor = floors.get(window)
        if (floor === undefined || sample.mib < floor.mib) floors.set(window, sample)
      }
      return fitted([...floors.values()])
    },
    stop: () => clearInterval(timer),
  }
}

/** Least squares; MiB a minute. */
function fitted(samples: { atMs: number; mib: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const atMs = mean(samples.map((sample) => sample.atMs))
  const mib = mean(samples.map((sample) => sample.mib))
  let over = 0
  let under = 0
  for (const sample of samples) {
    over += (sample.atMs - atMs) * (sample.mib - mib)
    under += (sample.atMs - atMs) ** 2
  }
  return under === 0 ? 0 : (over / under) * 60_000
}
