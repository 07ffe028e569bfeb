/** An answer that ended before its last line: the way here broke, or the server did. What came is true, but not all. */
export class StreamCutError extends Error {
  override readonly name = 'StreamCutError'
}

interface LineReader<T> {
  /** What a line means; what it throws ends the reading. */
  parse: (line: string) => T
  onLines: (lines: T[]) => void
}

/** So long lines are parsed without a break, in milliseconds: the page must be able to paint and to hear keys meanwhile. */
const breathMs = 8
/** A tab in the background paints no frames: then lines are told this often. */
const unseenMs = 250

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(go, unseenMs)
    const frame = requestAnimationFrame(go)
    function go() {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
      resolve()
    }
  })
}

/**
 * Reads a body line by line and tells what it holds once a frame of the screen, so that ten thousand lines render the
 * page some dozen times. Throws {@link StreamCutError} when the body breaks off or ends inside a line.
 */
export async function readLines<T>(response: Response, { parse, onLines }: LineReader<T>) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) throw new StreamCutError()
  let waiting: T[] = []
  let told: Promise<void> | null = null
  function tell() {
    const lines = waiting
    waiting = []
    told = null
    if (lines.length > 0) onLines(lines)
  }
  let rest = ''
  let since = performance.now()
  try {
    for (;;) {
      const { value, done } = await reader.read().catch(broken)
      if (done) break
      const lines = (rest + value).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line.trim() !== '') waiting.push(parse(line))
        told ??= nextFrame().then(tell)
        if (performance.now() - since > breathMs) {
          await told
          since = performance.now()
        }
      }
    }
    if (rest.trim() !== '') throw new StreamCutError()
  } finally {
    await told
    tell()
    void reader.cancel().catch(() => undefined)
  }
}

/** The browser says that a body broke off, and that it was given up, by the errors of fetch: only the second is no cut. */
function broken(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error
  throw new StreamCutError('', { cause: error })
}
