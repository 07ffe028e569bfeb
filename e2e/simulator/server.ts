import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiRequest, ListFault } from './api-request.ts'
import { createControlServer } from './control.ts'
import { send, sendFaulty } from './delivery.ts'
import { type Fault, isOutage, takeFault } from './faults.ts'
import { Beside, listen, shut } from './listeners.ts'
import { answerOAuth } from './oauth.ts'
import { errorPage } from './oauth-page.ts'
import { html, json, type Reply } from './reply.ts'
import { logRequest } from './request-log.ts'
import { answerApi } from './router.ts'
import { createSimulation, type Simulation } from './simulation.ts'
import type { WorldName } from './world.ts'
import type { FleetCounts } from './world-fleet.ts'

const HOST = '127.0.0.1'

export interface SimulatorOptions {
  /** 0 (default) takes a free port. */
  port?: number
  controlPort?: number
  world?: WorldName
  seed?: number
  latencyMs?: number
  /** How large world `fleet` is. */
  counts?: FleetCounts
}

export interface Simulator {
  url: string
  controlUrl: string
  close(): Promise<void>
}

/**
 * Starts a simulated GitLab and its control port on loopback.
 * @returns both URLs and a `close` that ends at once, open connections included
 * @throws when a port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const sim = await createSimulation({
    world: options.world ?? 'standard',
    seed: options.seed ?? 1,
    latencyMs: options.latencyMs ?? 0,
    ...(options.counts === undefined ? {} : { counts: options.counts }),
  })
  const answer = (req: IncomingMessage, res: ServerResponse) => void handle(sim, req, res)
  const gitlab = createServer(answer)
  gitlab.on('connection', (socket) => sim.traffic.connected(socket))
  const beside = new Beside(answer)
  const port = await listen(gitlab, options.port ?? 0)
  sim.externalUrl = `http://${HOST}:${port}`
  const control = createControlServer(sim, beside, async () => {
    const isDown = sim.faults.some(isOutage)
    if (isDown && gitlab.listening) await shut(gitlab)
    if (!isDown && !gitlab.listening) await listen(gitlab, port)
  })
  const controlPort = await listen(control, options.controlPort ?? 0)
  return {
    url: sim.externalUrl,
    controlUrl: `http://${HOST}:${controlPort}`,
    close: async () => {
      const open = [gitlab, control].filter(({ listening }) => listening)
      await Promise.all([...open.map(shut), beside.close()])
    },
  }
}

async function handle(sim: Simulation, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const exchange = { sim, req, res }
  res.once('close', sim.traffic.begin(req.headers.authorization ?? ''))
  try {
    const request = await readRequest(req)
    const due = takeFault(sim.faults, request)
    const listing = due === null ? null : listFaultOf(due)
    if (listing !== null) request.listing = listing
    const fault = listing === null ? due : null
    if (sim.settings.latency_ms > 0) await sleep(sim.settings.latency_ms)
    const logged = {
      method: request.method,
      path: `${request.pathname}${request.search}`,
      headers: request.headers,
      body: request.body.toString('utf8'),
      status: 0,
    }
    logRequest(sim.requests, logged)
    sim.secrets.shown(request)
    const answer = async () => {
      const reply = await answerRequest(sim, request)
      logged.status = reply.status
      return reply
    }
    if (fault === null) send(exchange, await answer())
    else logged.status = await sendFaulty(exchange, fault, answer)
  } catch (error) {
    // A client that went away while sending is no fault of ours; anything else is a bug.
    if (req.destroyed && !req.complete) return
    const message = error instanceof Error ? error.stack : String(error)
    process.stderr.write(`simulator: ${req.method} ${req.url}: ${message}\n`)
    if (!res.headersSent) send(exchange, json(500, { message: '500 Internal Server Error' }))
  }
}

const LIST_LAG_MS = 10_000

/** What a fault does to lists, which are answered as ever otherwise; null when it is about something else. */
function listFaultOf({ mode, delayMs, rows }: Fault): ListFault | null {
  if (mode === 'lag_list') return { lagMs: delayMs ?? LIST_LAG_MS, gone: 0 }
  return mode === 'shrink' ? { lagMs: 0, gone: rows } : null
}

/** Connections that carried a request already. */
const used = new WeakSet<Socket>()

async function answerRequest(sim: Simulation, request: ApiRequest): Promise<Reply> {
  if (request.pathname.startsWith('/api/')) return answerApi(sim, request)
  const reply = await answerOAuth(sim, request)
  return reply ?? html(404, errorPage('The page could not be found. This GitLab is simulated.'))
}

async function readRequest(req: IncomingMessage): Promise<ApiRequest> {
  const onKeptConnection = used.has(req.socket)
  used.add(req.socket)
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  const url = req.url ?? '/'
  const queryAt = url.indexOf('?')
  return {
    method: req.method ?? 'GET',
    pathname: queryAt === -1 ? url : url.slice(0, queryAt),
    search: queryAt === -1 ? '' : url.slice(queryAt),
    headers: Object.fromEntries(
      Object.entries(req.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks),
    address: req.socket.remoteAddress ?? '',
    onKeptConnection,
  }
}
