import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from './faults.ts'
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

function writeHead({ sim, res }: Exchange, reply: Reply): void {
  res.sendDate = false
  res.writeHead(reply.status, {
    Date: new Date(sim.clock.now()).toUTCString(),
    'X-Request-Id': randomUUID(),
    'Cache-Control': 'max-age=0, private, must-revalidate',
    Vary: 'Origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'SAMEORIGIN',
    ...(reply.status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(reply.body)) }),
    ...reply.headers,
  })
}

/**
 * Carries out a fault. With `when: after` the request is worked on first, so the change is made
 * and only the answer fails; `drip`, `cut` and `slow` need the real answer and always work.
 * @returns the status sent, 0 when the connection ends without one
 */
export async function sendFaulty(
  exchange: Exchange,
  fault: Fault,
  answer: () => Promise<Reply>,
): Promise<number> {
  if (fault.mode === 'slow' && fault.when === 'before') await pause(fault, DEFAULT_SLOW_MS)
  const needsAnswer = fault.mode === 'drip' || fault.mode === 'cut' || fault.mode === 'slow'
  const reply = needsAnswer || fault.when === 'after' ? await answer() : null
  const replaced = replacement(fault)
  if (replaced !== null) {
    send(exchange, replaced)
    return replaced.status
  }
  if (reply === null || !needsAnswer) {
    await breakConnection(exchange, fault)
    return 0
  }
  if (fault.mode === 'slow') {
    if (fault.when === 'after') await pause(fault, DEFAULT_SLOW_MS)
    send(exchange, reply)
  } else if (fault.mode === 'drip') await drip(exchange, fault, reply)
  else cut(exchange, fault, reply)
  return reply.status
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
  else if (fault.mode === 'refuse') req.socket.destroy()
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

function cut(exchange: Exchange, fault: Fault, reply: Reply): void {
  const body = Buffer.from(reply.body)
  const kept = Math.min(fault.bytes ?? Math.floor(body.length / 2), body.length)
  writeHead(exchange, reply)
  exchange.res.flushHeaders()
  exchange.res.write(body.subarray(0, kept), () => exchange.req.socket.destroy())
}
