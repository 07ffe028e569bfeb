import 'server-only'
import type { FleetEnd, FleetQuery, FleetRow } from '#lib/contract/fleet.ts'
import { config } from '../config.ts'
import type { FleetAccess } from '../gitlab/fleet/scan-pass.ts'
import { ndjsonLine } from '../http/ndjson.ts'
import { perProcess } from '../per-process.ts'
import { FleetJob } from './fleet-job.ts'

/**
 * The scans of one person: at most one that goes on, the last result, which may be the same, and the one before, to
 * compare with.
 */
interface Own {
  current: FleetJob | null
  result: FleetJob | null
  previous: FleetJob | null
}

/** By person, never by anything that another one could have or guess. */
const all = () => perProcess('fleet-jobs', () => new Map<string, Own>())

function ownOf(person: string): Own {
  const known = all().get(person)
  if (known !== undefined) return known
  const own: Own = { current: null, result: null, previous: null }
  all().set(person, own)
  return own
}

const heldBy = ({ current, result, previous }: Own): FleetJob[] =>
  [current, result, previous].filter((job) => job !== null)

/** Lets go of what nobody has looked at for longest, until the rest is within the limit. */
function evict(): void {
  const held = [...new Set([...all().values()].flatMap(heldBy))]
  let rows = held.reduce((sum, { size }) => sum + size, 0)
  const idle = held
    .filter(({ isWatched, isGoing }) => !isWatched && !isGoing)
    .toSorted((a, b) => a.usedAt - b.usedAt)
  for (const job of idle) {
    if (rows <= config().fleet.maxRows) return
    rows -= job.size
    letGo(job)
  }
}

function letGo(job: FleetJob): void {
  for (const [person, own] of all()) {
    if (own.current === job) own.current = null
    if (own.result === job) own.result = null
    if (own.previous === job) own.previous = null
    if (heldBy(own).length === 0) all().delete(person)
  }
}

/** A scan that finished is the last result; one that was stopped is held beside it, until the next begins. */
function settle(own: Own, job: FleetJob): void {
  if (job.state === 'finished') {
    if (own.result !== job) own.previous = own.result
    own.result = job
    if (own.current === job) own.current = null
  } else if (job.isGivenUp && own.result !== job) letGo(job)
  evict()
}

function begin(own: Own, query: FleetQuery, access: FleetAccess): FleetJob {
  own.current?.stop()
  const { personal, thorough } = query
  const askAtMost = config().fleet.askMax
  const job = new FleetJob({ personal, thorough, askAtMost }, (over) => settle(own, over))
  own.current = job
  job.begin(access)
  return job
}

const covers = ({ options }: FleetJob, { personal, thorough }: FleetQuery) =>
  (options.personal || !personal) && (options.thorough || !thorough)

/** The scan that goes on and looks at least as far as is asked for, or a new one. */
function join(own: Own, query: FleetQuery, access: FleetAccess): FleetJob {
  const { current } = own
  if (current === null || !current.isGoing || !covers(current, query)) {
    return begin(own, query, access)
  }
  current.resume(access)
  return current
}

function retry(own: Own, query: FleetQuery, access: FleetAccess): FleetJob {
  const { current, result } = own
  // Of a scan that was stopped nobody knows what it has not read.
  if (current !== null || result === null || !covers(result, query)) return join(own, query, access)
  // Rows of places that are gone by now would stay among those that are read anew.
  if (result.needsWholeScan) return begin(own, { ...query, ...result.options }, access)
  if (result.hasGaps) {
    own.current = result
    result.retry(access)
  }
  return result
}

const nothing: FleetEnd = {
  type: 'end',
  scan: null,
  state: null,
  complete: false,
  started_at: null,
  finished_at: null,
  clusters: 0,
  agents: 0,
  problems: 0,
  groups: 0,
  projects: 0,
  requests: 0,
  duration_ms: 0,
  skipped: [],
  clusters_by: null,
  gitlab: { version: null, kas_version: null, enterprise: null },
}

async function* look({ current, result }: Own): AsyncGenerator<string> {
  // Says that there is a newer one under way, by another id than the rows' own.
  if (result !== null && current !== null && current !== result && current.isGoing) {
    yield current.progressLine()
  }
  const job = result ?? current
  yield* job?.look() ?? none()
}

const previous = ({ previous: job }: Own): AsyncGenerator<string> => job?.look() ?? none()

async function* none(): AsyncGenerator<string> {
  yield ndjsonLine(nothing)
}

async function* paused({ current, result }: Own): AsyncGenerator<string> {
  if (current?.isGoing) current.pause()
  const job = current ?? result
  yield job?.endLine() ?? ndjsonLine(nothing)
}

/** Waits until it is over: the calls that are under way are aborted, which takes no time. */
async function* stopped(own: Own, signal: AbortSignal): AsyncGenerator<string> {
  const { current } = own
  if (current === null) return yield* look(own)
  current.stop()
  yield* current.follow(signal)
}

/**
 * Takes over what the console itself has changed at GitLab into every result that is kept here, or whoever looks again sees
 * it as it was. `change` gives the row as it is now, null when it is gone. Results to compare with stay what they were.
 */
export function amendFleet(key: string, change: (row: FleetRow) => FleetRow | null): void {
  const held = [...all().values()].flatMap(({ current, result }) => [current, result])
  for (const job of new Set(held)) job?.amend(key, change)
}

/**
 * What `GET /api/fleet` answers a person; whatever is to begin begins at once. `person` names one person of one way to
 * sign in: results are given to nobody else.
 */
export function fleetStream(
  person: string,
  query: FleetQuery,
  access: FleetAccess,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const own = ownOf(person)
  switch (query.do) {
    case 'look':
      return look(own)
    case 'scan':
      return join(own, query, access).follow(signal)
    case 'restart':
      return begin(own, query, access).follow(signal)
    case 'retry':
      return retry(own, query, access).follow(signal)
    case 'pause':
      return paused(own)
    case 'stop':
      return stopped(own, signal)
    case 'previous':
      return previous(own)
    default:
      return query.do satisfies never
  }
}
