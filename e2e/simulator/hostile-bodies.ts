import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import type { Fault } from './faults.ts'
import type { Reply } from './reply.ts'

const MIB = 1024 * 1024
const BOMB_BYTES = 1024 * MIB
const FLOOD_BYTES = 50 * MIB

/** The real answer with a row, a record or headers changed. */
export function altered(reply: Reply, { index, set, drop, without, headers }: Fault): Reply {
  const body: unknown = JSON.parse(reply.body)
  const record: unknown = Array.isArray(body) ? body[index] : body
  if (typeof record === 'object' && record !== null) {
    Object.assign(record, set)
    if (drop !== null) Reflect.deleteProperty(record, drop)
  }
  const gone = new Set(without.map((name) => name.toLowerCase()))
  const kept = Object.entries(reply.headers).filter(([name]) => !gone.has(name.toLowerCase()))
  return {
    ...reply,
    headers: { ...Object.fromEntries(kept), ...headers },
    body: JSON.stringify(body),
  }
}

/** The real answer with a byte in its first text that is no UTF-8. */
export function garbled({ body }: Reply): Buffer {
  const quote = body.indexOf('"') + 1
  return Buffer.concat([
    Buffer.from(body.slice(0, quote)),
    Buffer.from([0xc3, 0x28]),
    Buffer.from(body.slice(quote)),
  ])
}

/** An empty list between so many blanks, that is valid JSON: whoever reads it all takes it for "there is none". */
export function flood(fault: Fault): { bytes: number; stream: Readable } {
  const bytes = fault.bytes ?? FLOOD_BYTES
  const blanks = Buffer.alloc(MIB, ' ')
  function* pieces() {
    yield Buffer.from('[')
    for (let left = bytes - 2; left > 0; left -= MIB) yield blanks.subarray(0, left)
    yield Buffer.from(']')
  }
  return { bytes, stream: Readable.from(pieces(), { objectMode: false }) }
}

/** The same, packed to a thousandth: one small gzip member again and again. */
export function gzipBomb(fault: Fault): Buffer {
  const bytes = fault.bytes ?? BOMB_BYTES
  const blanks = gzipSync(Buffer.alloc(MIB, ' '))
  const members = Array.from({ length: Math.ceil(bytes / MIB) }, () => blanks)
  return Buffer.concat([gzipSync('['), ...members, gzipSync(']')])
}
