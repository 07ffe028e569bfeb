import 'server-only'
import { perProcess } from '../per-process.ts'
import { finishing } from '../shutdown.ts'
import { eachRequest } from './each-request.ts'

interface Awaited {
  status: number
  work: () => Promise<void>
}

/** By the id of the request, which no other one of this process has (request-id.ts). */
const awaited = () =>
  perProcess('handed-over', () => {
    const all = new Map<string, Awaited>()
    eachRequest(({ response }) => {
      response.once('close', () => {
        const id = String(response.getHeader('x-request-id'))
        const entry = all.get(id)
        if (entry === undefined) return
        all.delete(id)
        const isSent = response.writableFinished && response.statusCode === entry.status
        if (isSent) void finishing(entry.work())
      })
    })
    return all
  })

/** Follows all answers from now on. */
export const watchAnswers = (): void => void awaited()

/**
 * Does `work`, which must not throw, once the answer to this request has left the process to its last byte, with this
 * status. Next's `after()` comes after a broken connection too. Whether the browser got it nobody here can know.
 */
export function whenHandedOver(
  { request, requestId }: { request: Request; requestId: string },
  status: number,
  work: () => Promise<void>,
): void {
  const { signal } = request
  if (signal.aborted) return
  const all = awaited()
  all.set(requestId, { status, work })
  // A connection that broke before the answer had its headers does not tell which one it was.
  signal.addEventListener('abort', () => all.delete(requestId), { once: true })
}
