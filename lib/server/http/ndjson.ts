import 'server-only'
import { describeError, log } from '../log.ts'
import { metrics } from '../metrics/registry.ts'

/** An answer that is told line by line (NDJSON). A route gives it in place of an object. */
export class Ndjson {
  /** Pieces of text, each one or more whole lines. */
  readonly pieces: AsyncGenerator<string>

  constructor(pieces: AsyncGenerator<string>) {
    this.pieces = pieces
  }
}

/** Thrown by a generator to cut its stream for a good reason. */
export const streamCut = (): DOMException => new DOMException('Stream cut', 'AbortError')

const isCut = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError'

/** One event as a line. */
export const ndjsonLine = (event: object): string => `${JSON.stringify(event)}\n`

interface StreamOptions {
  headers: Headers
  /** The browser's; its end ends the generator, whatever that is waiting for. */
  signal: AbortSignal
  /** Called once, when nothing more is sent; with what was thrown, if so. */
  onEnd: (failure: unknown) => void
}

/**
 * Streams what a generator gives, a piece each time the other side has taken the one before. A generator that throws
 * cuts the connection, without the last line that its reader waits for. The reader's leaving ends the generator.
 */
export function streamNdjson(
  { pieces }: Ndjson,
  { headers, signal, onEnd }: StreamOptions,
): Response {
  const encoder = new TextEncoder()
  let isOver = false
  metrics().streams.inc()
  const over = (failure?: unknown) => {
    if (isOver) return
    isOver = true
    metrics().streams.dec()
    signal.removeEventListener('abort', leave)
    onEnd(failure)
  }
  const leave = () => {
    over()
    // It may be in the middle of something; whatever that throws is heard by nobody.
    return pieces.return(undefined).then(
      () => undefined,
      (error: unknown) => log.warn('stream not closed', { error: describeError(error) }),
    )
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await pieces.next()
          if (isOver) return
          if (!done) controller.enqueue(encoder.encode(value))
          else {
            over()
            controller.close()
          }
        } catch (error) {
          if (isOver) return
          over(isCut(error) ? undefined : error)
          // Next closes the connection for this error, and says nothing of it.
          controller.error(streamCut())
        }
      },
      cancel: () => {
        leave()
      },
    },
    { highWaterMark: 1 },
  )
  if (signal.aborted) leave()
  else signal.addEventListener('abort', leave, { once: true })
  headers.set('Content-Type', 'application/x-ndjson')
  headers.set('Cache-Control', 'no-store, no-transform')
  headers.set('X-Accel-Buffering', 'no')
  return new Response(body, { headers })
}
