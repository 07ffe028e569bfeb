import 'server-only'
import { randomUUID } from 'node:crypto'
import { dayOf } from '#lib/contract/findings/snooze.ts'
import { type FleetProblem, type FleetRow, fleetKey } from '#lib/contract/fleet.ts'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { scanFleet } from '../gitlab/fleet/scan-fleet.ts'
import { gitlabNow } from '../gitlab/gitlab-clock.ts'
import { describeError, log } from '../log.ts'
import { perProcess } from '../per-process.ts'
import { drainSignal, finishing } from '../shutdown.ts'
import { type Store, store } from '../store/store.ts'
import { inSpan } from '../tracing/span.ts'
import { type FleetSummary, summarise } from './fleet-summary.ts'
import { lastScan } from './last-scan.ts'
import { metrics } from './registry.ts'
import { isScanTokenFit, scanTokens } from './scan-token.ts'

/** How often it is looked whether a scan is due, at most. */
const lookEveryMs = 5_000
const maxSnoozes = 10_000

/**
 * Scans the whole fleet by the scan's own token. Null when that came to nothing: stopped, refused, or without a list of the
 * places to look into, which would show a fleet that is not there.
 */
async function scanOnce({ snoozes }: Store, signal: AbortSignal): Promise<FleetSummary | null> {
  const requestId = randomUUID()
  if (!(await isScanTokenFit(requestId, signal))) return null
  const rows = new Map<string, FleetRow>()
  const problems = new Map<string, FleetProblem>()
  const options = { personal: false, thorough: false, askAtMost: config().fleet.askMax }
  const access = { tokens: scanTokens(), person: 'background-scan' }
  for await (const event of scanFleet(access, options, signal)) {
    if (event.type === 'cluster' || event.type === 'agent') rows.set(fleetKey(event), event)
    else if (event.type === 'problem') problems.set(event.id, event)
    else if (event.type === 'end') {
      const found = [...problems.values()]
      if (event.state !== 'finished' || found.some(({ what }) => what === 'places')) return null
      const at = gitlabNow().getTime()
      const inForce = await snoozes.list(dayOf(now()), maxSnoozes)
      return summarise({
        rows: [...rows.values()],
        problems: found,
        end: event,
        now: at,
        snoozed: new Set(inForce.map(({ finding_key }) => finding_key)),
      })
    }
  }
  return null
}

/** Makes a scan that this process took; whoever took it away meanwhile ends it. */
async function make(owned: Store, owner: string, shutdown: AbortSignal): Promise<void> {
  const { scan } = config()
  if (scan === null) return
  const lost = new AbortController()
  const over = new AbortController()
  const signal = AbortSignal.any([lost.signal, shutdown])
  const keeper = setInterval(() => {
    owned.fleetScans.keep(owner, now() + scan.leaseMs).then(
      (isKept) => isKept || lost.abort(),
      (error: unknown) => log.warn('scan not kept', { error: describeError(error) }),
    )
  }, scan.leaseMs / 3).unref()
  const giveUp = (waitMs: number) =>
    owned.fleetScans
      .giveUp(owner, now() + waitMs - scan.intervalMs)
      .catch((error: unknown) => log.warn('scan not given back', { error: describeError(error) }))
  // At once and not when the scan has ended: the process does not wait for that.
  shutdown.addEventListener('abort', () => void finishing(giveUp(0)), { signal: over.signal })
  let summary: FleetSummary | null = null
  try {
    summary = await inSpan('background scan', {}, () => scanOnce(owned, signal))
  } catch (error) {
    if (!signal.aborted) log.warn('background scan failed', { error: describeError(error) })
  } finally {
    clearInterval(keeper)
    over.abort()
  }
  if (summary === null) {
    metrics().scans.inc({ outcome: signal.aborted ? 'stopped' : 'failed' })
    if (!signal.aborted) await giveUp(Math.min(scan.retryMs, scan.intervalMs))
    return
  }
  const outcome = summary.whole ? 'whole' : 'partial'
  metrics().scans.inc({ outcome })
  log.info('background scan', {
    reason: outcome,
    count: summary.requests,
    duration_ms: Math.round(summary.duration_ms),
  })
  await owned.fleetScans.finish(owner, JSON.stringify(summary), now())
}

/** At the first look a process does not wait for the interval if there is nothing that it could show. */
async function scanIfDue(shutdown: AbortSignal, isFirstLook: boolean): Promise<void> {
  const { scan } = config()
  if (scan === null || shutdown.aborted) return
  const owned = await store()
  const owner = randomUUID()
  const at = now()
  const isDueNow = isFirstLook && (await lastScan(owned)) === null
  const dueBefore = isDueNow ? at : at - scan.intervalMs
  if (await owned.fleetScans.take(owner, at, dueBefore, at + scan.leaseMs)) {
    await make(owned, owner, shutdown)
  }
}

/**
 * Scans when it is due, from the start on; of several replicas one does. It keeps no process alive, and ends with the
 * first signal to stop.
 */
export function startBackgroundScan(): void {
  const { scan } = config()
  if (scan === null) return
  perProcess('background-scan', () => {
    const shutdown = drainSignal()
    let isRunning = false
    let isFirstLook = true
    const look = async () => {
      if (isRunning) return
      isRunning = true
      try {
        await scanIfDue(shutdown, isFirstLook)
        isFirstLook = false
      } catch (error) {
        log.warn('background scan not begun', { error: describeError(error) })
      } finally {
        isRunning = false
      }
    }
    void look()
    return setInterval(look, Math.min(lookEveryMs, scan.intervalMs)).unref()
  })
}
