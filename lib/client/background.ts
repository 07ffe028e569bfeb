let depth = 0

/** Runs `start` so that every request begun inside it, synchronously, counts as caused by no person. */
export function inBackground<T>(start: () => T): T {
  depth += 1
  try {
    return start()
  } finally {
    depth -= 1
  }
}

/** Whether a request that begins now is one that no person caused; such requests do not keep a session alive. */
export const isInBackground = () => depth > 0

/** `start` for later, such as from a queue: counted as caused by no person when that holds now. */
export const keepBackground = <T>(start: () => T): (() => T) =>
  isInBackground() ? () => inBackground(start) : start
