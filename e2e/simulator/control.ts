import { createServer, type IncomingMessage, type Server } from 'node:http'
import {
  ControlError,
  count,
  flag,
  line,
  nullable,
  oneOf,
  readFields,
  required,
  wholeNumber,
} from './control-input.ts'
import { addFault } from './fault-control.ts'
import { type Beside, openTls, showEvil, showTls } from './listeners.ts'
import { resetSimulation, type Simulation } from './simulation.ts'
import { changeSso, rotateKeys, showKeySet, showSso, signJwt } from './sso-control.ts'
import { USER_STATES } from './state.ts'
import { visibleFleet } from './visible-fleet.ts'
import { WORLD_NAMES } from './world.ts'
import { fleetCounts } from './world-fleet.ts'

type Handler = (sim: Simulation, body: Buffer, id: number, beside: Beside) => unknown

const settingReaders = {
  certificate_based_clusters: flag,
  receptive_cluster_agents_enabled: flag,
  admin_mode: flag,
  kas_enabled: flag,
  enterprise: flag,
  version: line,
  allow_local_requests: flag,
  agent_token_prefix: line,
  discovery_needs_membership: flag,
  graphql_receptive_fields: flag,
  kas_reachable: flag,
  throttle_requests_per_minute: count,
  latency_ms: count,
}

const userReaders = { state: oneOf(USER_STATES), admin: flag }

const oauthReaders = {
  expires_in: count,
  rotation: oneOf(['immediate', 'on_use']),
  auto_login: nullable(line),
}

const resetReaders = {
  world: oneOf(WORLD_NAMES),
  seed: wholeNumber,
  projects: count,
  groups: count,
  agents: count,
  clusters: count,
}

async function reset(sim: Simulation, body: Buffer): Promise<unknown> {
  const { world, seed, ...counts } = readFields(body, resetReaders)
  await resetSimulation(sim, {
    ...(world === undefined ? {} : { world }),
    ...(seed === undefined ? {} : { seed }),
    counts: { ...(sim.options.counts ?? fleetCounts), ...counts },
  })
  return { world: sim.options.world, seed: sim.options.seed }
}

function changeSettings(sim: Simulation, body: Buffer): unknown {
  Object.assign(sim.settings, readFields(body, settingReaders))
  return sim.settings
}

function changeUser(sim: Simulation, body: Buffer, id: number): unknown {
  const { state, admin } = readFields(body, userReaders)
  const user = sim.world.users.get(id)
  if (user === undefined) throw new ControlError(404, `no user ${id}`)
  user.state = state ?? user.state
  user.isAdmin = admin ?? user.isAdmin
  return { id, username: user.username, state: user.state, admin: user.isAdmin }
}

function showFleet(sim: Simulation, _: Buffer, id: number): unknown {
  const user = sim.world.users.get(id)
  if (user === undefined) throw new ControlError(404, `no user ${id}`)
  return visibleFleet(sim, user)
}

function advanceClock(sim: Simulation, body: Buffer): unknown {
  const { advance_s } = readFields(body, { advance_s: required(wholeNumber) })
  sim.clock.advance(advance_s ?? 0)
  return { now: new Date(sim.clock.now()).toISOString() }
}

function contactAgent(sim: Simulation, body: Buffer, id: number): unknown {
  const { token_id } = readFields(body, { token_id: required(count) })
  if (!sim.world.agents.has(id)) throw new ControlError(404, `no agent ${id}`)
  const token = sim.world.agentTokens.get(token_id ?? 0)
  if (token === undefined || token.agentId !== id || token.status !== 'active') {
    throw new ControlError(400, `token_id: agent ${id} has no active token ${token_id}`)
  }
  token.lastUsedAt = sim.clock.now()
  return { agent_id: id, token_id, last_used_at: new Date(token.lastUsedAt).toISOString() }
}

function changeOAuth(sim: Simulation, body: Buffer): unknown {
  const sent = readFields(body, oauthReaders)
  const usernames = [...sim.world.users.values()].map(({ username }) => username)
  if (sent.auto_login && !usernames.includes(sent.auto_login)) {
    throw new ControlError(400, `auto_login: expects one of ${usernames.join(', ')}`)
  }
  const { oauth } = sim
  oauth.expiresInS = sent.expires_in ?? oauth.expiresInS
  oauth.rotation = sent.rotation ?? oauth.rotation
  oauth.autoLogin = sent.auto_login === undefined ? oauth.autoLogin : sent.auto_login
  return { expires_in: oauth.expiresInS, rotation: oauth.rotation, auto_login: oauth.autoLogin }
}

function clear(list: unknown[]): unknown {
  list.length = 0
  return {}
}

const handlers: Readonly<Record<string, Handler>> = {
  'POST /reset': reset,
  'GET /settings': (sim) => sim.settings,
  'PATCH /settings': changeSettings,
  'PATCH /users/:id': changeUser,
  'GET /users/:id/fleet': showFleet,
  'POST /clock': advanceClock,
  'POST /agents/:id/contact': contactAgent,
  'PATCH /oauth': changeOAuth,
  'POST /faults': addFault,
  'DELETE /faults': (sim) => clear(sim.faults),
  'GET /requests': (sim) => sim.requests,
  'DELETE /requests': (sim) => {
    sim.traffic.forgetPeaks()
    return clear(sim.requests)
  },
  'GET /secrets': (sim) => sim.secrets.all(),
  'DELETE /secrets': (sim) => {
    sim.secrets.forget()
    return {}
  },
  'GET /traffic': (sim) => sim.traffic.figures(),
  'GET /tls': (_sim, _body, _id, beside) => showTls(beside),
  'POST /tls': (_sim, body, _id, beside) => openTls(beside, body),
  'GET /evil': (_sim, _body, _id, beside) => showEvil(beside),
  'DELETE /evil': (_sim, _body, _id, beside) => clear(beside.evil.requests),
  'GET /sso': showSso,
  'PATCH /sso': changeSso,
  'GET /sso/jwks': showKeySet,
  'POST /sso/keys': rotateKeys,
  'POST /sso/sign': signJwt,
}

/**
 * The control port (design/simulator.md). Answers JSON; what it does not know is 400 or 404 with
 * `{"error":"…"}` naming the key.
 * @param syncListener opens or closes GitLab's own port after faults changed
 */
export function createControlServer(
  sim: Simulation,
  beside: Beside,
  syncListener: () => Promise<void>,
): Server {
  return createServer(async (req, res) => {
    const [status, answer] = await run(sim, beside, req, syncListener).catch(
      (error: unknown): [number, unknown] =>
        error instanceof ControlError
          ? [error.status, { error: error.message }]
          : [500, { error: String(error) }],
    )
    res.writeHead(status, { 'Content-Type': 'application/json' })
    res.end(JSON.stringify(answer))
  })
}

async function run(
  sim: Simulation,
  beside: Beside,
  req: IncomingMessage,
  syncListener: () => Promise<void>,
): Promise<[number, unknown]> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  const path = (req.url ?? '/').split('?')[0] ?? '/'
  const id = /\/(\d+)(?=\/|$)/.exec(path)?.[1] ?? ''
  const route = `${req.method} ${path.replace(/\/\d+(?=\/|$)/, '/:id')}`
  const handler = Object.hasOwn(handlers, route) ? handlers[route] : undefined
  if (handler === undefined) throw new ControlError(404, `no control route ${req.method} ${path}`)
  const answer = await handler(sim, Buffer.concat(chunks), Number(id), beside)
  await syncListener()
  return [200, answer]
}
