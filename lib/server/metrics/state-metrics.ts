import 'server-only'
import { Gauge, Registry } from 'prom-client'
import { config } from '../config.ts'
import { breakerStates } from '../gitlab/breaker.ts'
import { upstreamFor } from '../gitlab/upstream.ts'
import { scanTokenState, scanTokenStates } from './scan-token.ts'

/** How this replica stands, and what is asked of it: an alert compares the age of the last scan with its interval. */
export function stateRegistry({ isStoreUp }: { isStoreUp: boolean }): Registry {
  const registry = new Registry()
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name: `cluster_console_${name}`, help, labelNames, registers: [registry] })
  gauge('store_up', '1: the store answers.').set(isStoreUp ? 1 : 0)
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
