import 'server-only'
import { Registry } from 'prom-client'
import { config } from '../config.ts'
import { breakerStates } from '../gitlab/breaker.ts'
import type { Lane } from '../gitlab/gitlab.ts'
import { occupancyOf, upstreamFor } from '../gitlab/upstream.ts'
import { version } from '../version.ts'
import { makers } from './makers.ts'
import { scanTokenState, scanTokenStates } from './scan-token.ts'

const lanes: readonly Lane[] = ['interactive', 'scan']

/** How this replica stands, and what is asked of it: an alert compares the age of the last scan with its interval. */
export function stateRegistry({ isStoreUp }: { isStoreUp: boolean }): Registry {
  const registry = new Registry()
  const { gauge } = makers(registry)
  gauge('build_info', '1, with the version of the console and of Node.', 'version', 'node').set(
    { version, node: process.versions.node },
    1,
  )
  gauge('store_up', '1: the store answers.').set(isStoreUp ? 1 : 0)
  const inFlight = gauge('gitlab_in_flight', 'Requests to GitLab under way, by lane.', 'lane')
  const queued = gauge('gitlab_queued', 'Requests that wait for a place in their lane.', 'lane')
  for (const lane of lanes) {
    const occupancy = occupancyOf(lane)
    inFlight.set({ lane }, occupancy.inFlight)
    queued.set({ lane }, occupancy.queued)
  }
  const { scan, gitlab } = config()
  const breaker = gauge('gitlab_breaker_state', '1: how the breaker stands.', 'state')
  const standing = upstreamFor(gitlab).breaker.state
  for (const state of breakerStates) breaker.set({ state }, standing === state ? 1 : 0)
  if (scan === null) return registry
  gauge('scan_interval_seconds', 'How often the fleet is scanned (SCAN_INTERVAL_S).').set(
    scan.intervalMs / 1000,
  )
  const token = gauge('scan_token', '1: how the token of the background scan stands.', 'state')
  for (const state of scanTokenStates) token.set({ state }, scanTokenState() === state ? 1 : 0)
  return registry
}
