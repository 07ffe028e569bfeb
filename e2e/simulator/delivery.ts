import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from './faults.ts'
import { altered, flood, garbled, gzipBomb } from './hostile-bodies.ts'
import { html, json, type Reply, redirect, text } from './reply.ts'
import type { Simulation } from './simulation.ts'

const DEFAULT_SLOW_MS = 1000
const DEFAULT_DRIP_MS = 100

/** Where an answer goes. */
export interface Exchange {
  sim: Simulation
  req: IncomingMessage
  res: ServerResponse
}

/** Sends an answer with the headers that GitLab puts on every one. `Date` follows the clock. */
export function send(exchange: Exchange, reply: Reply): void {
  writeHead(exchange, reply)
  exchange.res.end(exchange.req.method === 'HEAD' ? '' : reply.body)
}

/** @param bytes how long the body is; null when the head does not say */
function writeHead(
  { sim, res }: Exchange,
  reply: Reply,
  bytes: number | null = Buffer.byteLength(reply.body),
): void {
  res.sendDate = false
  res.writeHead(reply.status, {
    Date: new Date(sim.clock.now()).toUTCString(),
    'X-Request-Id': randomUUID(),
    'Cache-Control': 'max-age=0, private, must-revalidate',
    Vary: 'Origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'SAMEORIGIN',
    ...(reply.status === 204 || bytes === null ? {} : { 'Content-Length': String(bytes) }),
    ...reply.headers,
  })
}

/**
 * Carries out a fault. With `when: after` the request is worked on first, so the change is made
 * and only the answer fails; `drip`, `cut`, `slow`, `alter`
 * and `invalid_utf8` need the real answer and always work.
 * @returns the status sent, 0 when the connection ends without one
 */
export async function sendFaulty(
  exchange: Exchange,
  fault: Fault,
  answer: () => Promise<Reply>,
): Promise<number> {
  if (fault.mode === 'slow' && fault.when === 'before') await pause(fault, DEFAULT_SLOW_MS)
  const needsAnswer = NEED_ANSWER.has(fault.mode)
  const reply = needsAnswer || fault.when === 'after' ? await answer() : null
  const replaced = replacement(fault)
  if (replaced !== null) {
    send(exchange, replaced)
    return replaced.status
  }
  if (fault.mode === 'gzip_bomb' || fault.mode === 'flood') return sendBlanks(exchange, fault)
  if (reply === null || !needsAnswer) {
    await breakConnection(exchange, fault)
    return 0
  }
  await spoil(exchange, fault, reply)
  return reply.status
}

const NEED_ANSWER = new Set<string>(['drip', 'cut', 'slow', 'alter', 'invalid_utf8'])

async function spoil(exchange: Exchange, fault: Fault, reply: Reply): Promise<void> {
  if (fault.mode === 'drip') await drip(exchange, fault, reply)
  else if (fault.mode === 'cut') cut(exchange, fault, reply)
  else if (fault.mode === 'alter') send(exchange, altered(reply, fault))
  else if (fault.mode === 'invalid_utf8') {
    const body = garbled(reply)
    writeHead(exchange, reply, body.length)
    exchange.res.end(body)
  } else {
    if (fault.when === 'after') await pause(fault, DEFAULT_SLOW_MS)
    send(exchange, reply)
  }
}

function sendBlanks(exchange: Exchange, fault: Fault): number {
  const status = fault.status ?? 200
  if (fault.mode === 'gzip_bomb') {
    const body = gzipBomb(fault)
    const headers = { 'Content-Encoding': 'gzip' }
    writeHead(exchange, json(status, [], headers), body.length)
    exchange.res.end(body)
    return status
  }
  const { bytes, stream } = flood(fault)
  writeHead(exchange, json(status, []), bytes)
  stream.pipe(exchange.res)
  exchange.res.once('close', () => stream.destroy())
  return status
}

const pause = (fault: Fault, fallbackMs: number) => sleep(fault.delayMs ?? fallbackMs)

function replacement(fault: Fault): Reply | null {
  if (fault.mode === 'redirect') {
    const reply = redirect(fault.status ?? 302, fault.location ?? '/users/sign_in')
    return { ...reply, headers: { ...reply.headers, ...fault.headers } }
  }
  if (fault.mode === 'html') {
    const body = fault.body ?? '<!doctype html><title>Sign in</title><h1>Proxy sign-in</h1>\n'
    return html(fault.status ?? 200, body, fault.headers)
  }
  if (fault.mode !== 'status') return null
  const status = fault.status ?? 500
  if (fault.body !== null) {
    const headers = { 'Content-Type': mediaTypeOf(fault.body), ...fault.headers }
    return text(status, fault.body, headers)
  }
  return json(status, { message: `${status} ${defaultMessage(status)}` }, fault.headers)
}

function mediaTypeOf(body: string): string {
  const [first] = body.trimStart()
  if (first === '<') return 'text/html; charset=utf-8'
  return first === '{' || first === '[' ? 'application/json' : 'text/plain'
}

const defaultMessage = (status: number) =>
  status === 500 ? 'Internal Server Error' : 'Simulated fault'

async function breakConnection({ req }: Exchange, fault: Fault): Promise<void> {
  if (fault.mode === 'reset') req.socket.resetAndDestroy()
  else if (fault.mode === 'refuse' || fault.mode === 'close_idle') req.socket.destroy()
  else if (fault.delayMs !== null) {
    await sleep(fault.delayMs)
    req.socket.destroy()
  }
}

async function drip(exchange: Exchange, fault: Fault, reply: Reply): Promise<void> {
  const { res } = exchange
  const body = Buffer.from(reply.body)
  const step = Math.max(1, fault.bytes ?? 1)
  writeHead(exchange, reply)
  res.flushHeaders()
  for (let offset = 0; offset < body.length && !res.destroyed; offset += step) {
    await pause(fault, DEFAULT_DRIP_MS)
    res.write(body.subarray(offset, offset + step))
  }
  res.end()
}

/** The end of the connection is an error with a length or with chunks, and a clean end with neither. */
function cut(exchange: Exchange, fault: Fault, reply: Reply): void {
  const { req, res } = exchange
  const body = Buffer.from(reply.body)
  const kept = body.subarray(0, Math.min(fault.bytes ?? Math.floor(body.length / 2), body.length))
  if (fault.framing === 'close') {
    res.shouldKeepAlive = false
    res.useChunkedEncodingByDefault = false
    writeHead(exchange, reply, null)
    res.end(kept)
    return
  }
  writeHead(exchange, reply, fault.framing === 'chunked' ? null : body.length)
  res.flushHeaders()
  res.write(kept, () => req.socket.destroy())
}
