import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { trusted } from '../authority.ts'

export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  status: number
  headers: Map<string, string>
  body: string
}

function parse(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, end < 0 ? undefined : end).split('\r\n')
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? '0'),
    headers,
    body: end < 0 ? '' : text.slice(end + 4),
  }
}

/** The head of a request, with the host and without anything else that is not asked for. */
export function head(origin: string, method: string, target: string, headers: string[] = []) {
  const first = [`${method} ${target} HTTP/1.1`, `Host: ${new URL(origin).host}`]
  return [...first, 'Connection: close', ...headers, '', ''].join('\r\n')
}

/** A connection to this origin, verified when it is one of TLS; nothing is sent yet. */
export function open(origin: string): Socket {
  const { protocol, hostname, port } = new URL(origin)
  return protocol === 'https:'
    ? connectTls({ port: Number(port), host: 'localhost', servername: hostname, ca: [...trusted] })
    : connect(Number(port), hostname)
}

/**
 * Writes exactly this text to the console and gives its answer: what no HTTP client would send. With `chunk` that is
 * sent again and again after it, until the other side has had enough.
 */
export function sendRaw(
  origin: string,
  text: string,
  chunk?: string,
): Promise<RawAnswer & { sent: number }> {
  return new Promise((resolve) => {
    const socket = open(origin)
    let received = ''
    let sent = 0
    const finish = () => {
      socket.destroy()
      resolve({ ...parse(received), sent })
    }
    const more = () => {
      if (chunk === undefined || socket.destroyed || received !== '' || sent > 8_000_000) return
      sent += chunk.length
      socket.write(chunk, () => setImmediate(more))
    }
    socket.setTimeout(15_000, finish)
    socket.on(origin.startsWith('https:') ? 'secureConnect' : 'connect', () => {
      socket.write(text, 'latin1')
      more()
    })
    socket.on('data', (data: Buffer) => {
      received += data.toString('latin1')
      if (chunk !== undefined) finish()
    })
    socket.on('end', finish)
    socket.on('error', finish)
  })
}
