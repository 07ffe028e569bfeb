import { setTimeout as sleep } from 'node:timers/promises'

/** One call: when it was due, counted from the beginning, and how long after that its answer was there. */
export interface Sample<T> {
  dueMs: number
  tookMs: number
  answer: T
}

/**
 * Makes calls at a steady rate for some time, whether or not the earlier ones are answered, as people do: a server that
 * gets slow is not given time to recover, and what waits to be sent counts as waiting. Ends when all are answered.
 */
export async function openLoop<T>(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  call: (index: number) => Promise<T>,
): Promise<Sample<T>[]> {
  const begun = performance.now()
  const running: Promise<Sample<T>>[] = []
  const total = Math.round(perSecond * seconds)
  for (let index = 0; index < total; index += 1) {
    const dueMs = (index * 1_000) / perSecond
    const waitMs = begun + dueMs - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    running.push(
      call(index).then((answer) => ({
        dueMs,
        tookMs: performance.now() - begun - dueMs,
        answer,
      })),
    )
  }
  return Promise.all(running)
}

/** Something done again and again while `work` runs. */
export async function meanwhile<T, R>(
  work: () => Promise<R>,
  everyMs: number,
  beside: () => Promise<T>,
): Promise<{ result: R; beside: T[] }> {
  const done = new AbortController()
  const seen: T[] = []
  const watching = (async () => {
    while (!done.signal.aborted) {
      seen.push(await beside())
      await sleep(everyMs)
    }
  })()
  try {
    return { result: await work(), beside: seen }
  } finally {
    done.abort()
    await watching
  }
}

/** How long something takes, in milliseconds, with what it gives. */
export async function timed<T>(work: () => Promise<T>): Promise<{ tookMs: number; value: T }> {
  const begun = performance.now()
  const value = await work()
  return { tookMs: performance.now() - begun, value }
}
