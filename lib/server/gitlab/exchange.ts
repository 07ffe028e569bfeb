import 'server-only'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Agent, request } from 'undici'
import { now } from '#lib/server/clock.ts'
import { TransportFailure, transportFailure } from './transport-failure.ts'

export interface Outgoing {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: URL
  headers: Record<string, string>
  body: string | undefined
  agent: Agent
  signal: AbortSignal
  maxBodyBytes: number
}

/**
 * What came back. `content` tells what the body is: JSON (then in `body`), JSON that cannot be parsed (cut, perhaps),
 * nothing, or something else that nobody should read (HTML, text, too long, an unknown compression).
 */
export interface Reply {
  status: number
  headers: Record<string, string | undefined>
  content: 'json' | 'malformed' | 'empty' | 'other'
  body: unknown
  /** When the request was sent, by our clock. */
  sentAt: number
  receivedAt: number
}

/** The body as text, or null when it is longer than allowed after decompression or compressed in another way. */
async function readText(
  stream: Readable,
  encoding: string | undefined,
  maxBytes: number,
): Promise<string | null> {
  // A stream that is given up reports that as an error, and one that nobody hears ends the process.
  stream.on('error', () => undefined)
  if (encoding !== undefined && encoding !== 'identity' && encoding !== 'gzip') {
    stream.destroy()
    return null
  }
  const plain = encoding === 'gzip' ? gunzip(stream) : stream
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of plain) {
    bytes += chunk.length
    // Leaving the loop destroys the stream, and with it the connection.
    if (bytes > maxBytes) return null
    chunks.push(chunk)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
}

function gunzip(stream: Readable): Readable {
  const unpacked = createGunzip()
  stream.on('error', (error) => unpacked.destroy(error))
  unpacked.on('close', () => stream.destroy())
  return stream.pipe(unpacked)
}

function parse(
  contentType: string | undefined,
  text: string | null,
): Pick<Reply, 'content' | 'body'> {
  if (text === null) return { content: 'other', body: undefined }
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) {
    return { content: text.trim() === '' ? 'empty' : 'other', body: undefined }
  }
  try {
    return { content: 'json', body: JSON.parse(text) }
  } catch {
    return { content: 'malformed', body: undefined }
  }
}

/**
 * One HTTP exchange: no redirect is followed, nothing is repeated, no header is added. Gives whatever GitLab answered;
 * throws what undici throws when there was no whole answer.
 */
export async function exchange(outgoing: Outgoing): Promise<Reply> {
  const sentAt = now()
  const response = await request(outgoing.url, {
    dispatcher: outgoing.agent,
    method: outgoing.method,
    headers: outgoing.headers,
    body: outgoing.body ?? null,
    signal: outgoing.signal,
  })
  const receivedAt = now()
  const headers: Reply['headers'] = {}
  for (const [name, value] of Object.entries(response.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  let text: string | null
  try {
    text = await readText(response.body, headers['content-encoding'], outgoing.maxBodyBytes)
  } catch (error) {
    if (error instanceof TypeError) throw new TransportFailure('exchange', 'invalid', 'NOT_UTF8')
    const failure = transportFailure(error)
    // GitLab was reached and had begun to answer: whoever hears "no connection" would look in the wrong place.
    throw failure.kind === 'unreachable'
      ? new TransportFailure('exchange', 'cut', failure.code)
      : error
  }
  return {
    status: response.statusCode,
    headers,
    ...parse(headers['content-type'], text),
    sentAt,
    receivedAt,
  }
}
