import 'server-only'
import type { Registry } from 'prom-client'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { perProcess } from '../per-process.ts'
import { intentStates } from '../store/intents.ts'
import type { Store } from '../store/store.ts'
import { makers } from './makers.ts'

/** However often it is asked: counting is for the store to do now and then. */
const freshMs = 10_000

interface StoreFacts {
  at: number
  sessions: number
  intents: Awaited<ReturnType<Store['intents']['tally']>>
}

const kept = () => perProcess('store-facts', (): { last: StoreFacts | null } => ({ last: null }))

/** What the store holds, a few seconds old at most. Throws `store_unavailable`. */
export async function storeFacts({ sessionList, intents }: Store): Promise<StoreFacts> {
  const state = kept()
  const at = now()
  if (state.last !== null && Math.abs(at - state.last.at) < freshMs) return state.last
  const { idleS, absoluteS } = config().session
  const since = { usedSince: at - idleS * 1000, createdSince: at - absoluteS * 1000 }
  const [sessions, tally] = await Promise.all([sessionList.count(since), intents.tally()])
  state.last = { at, sessions, intents: tally }
  return state.last
}

/** Sessions and intents of all replicas, as metrics. */
export function addStoreFacts(registry: Registry, { sessions, intents }: StoreFacts): void {
  const { gauge } = makers(registry)
  gauge('sessions', 'Sessions that are good now.').set(sessions)
  const byState = gauge(
    'intents',
    'Attempts to create an agent token that are remembered, by state.',
    'state',
  )
  for (const state of intentStates) {
    byState.set({ state }, intents.find((row) => row.state === state)?.count ?? 0)
  }
  const open = intents.filter(({ state }) => state === 'sending' || state === 'unknown')
  gauge(
    'intents_oldest_open_seconds',
    'Age of the oldest attempt whose end is not known; 0 without one.',
  ).set(
    open.length === 0 ? 0 : Math.max(0, now() - Math.min(...open.map((row) => row.oldest))) / 1000,
  )
}
