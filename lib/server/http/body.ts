import 'server-only'
import { ServerProblem } from '../problem.ts'

/** Certificate chains need it; everything else is far smaller. */
const maxBodyBytes = 64 * 1024

/** Throws `unsupported_media_type` unless the body is declared as JSON in UTF-8. */
export function assertJson(request: Request): void {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json(\s*;\s*charset="?utf-8"?)?\s*$/i.test(type)) {
    throw new ServerProblem('unsupported_media_type')
  }
}

/**
 * The body as text. Throws `body_too_large` before or while reading, `request_timeout` when it does not arrive in
 * `timeoutMs`, and `bad_request` when it is no UTF-8.
 */
export async function readText(request: Request, timeoutMs: number): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? '0')
  if (declared > maxBodyBytes) throw new ServerProblem('body_too_large')
  if (request.body === null) return ''
  const reader = request.body.getReader()
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ServerProblem('request_timeout')), timeoutMs)
  })
  limit.catch(() => undefined)
  try {
    const chunks: Uint8Array[] = []
    let size = 0
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), limit])
      if (done) break
      size += value.byteLength
      if (size > maxBodyBytes) throw new ServerProblem('body_too_large')
      chunks.push(value)
    }
    return decode(Buffer.concat(chunks))
  } catch (error) {
    reader.cancel().catch(() => undefined)
    throw error instanceof ServerProblem
      ? error
      : new ServerProblem('bad_request', { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new ServerProblem('bad_request', { cause })
  }
}
