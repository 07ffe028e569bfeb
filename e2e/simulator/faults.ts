import { createHash } from 'node:crypto'
import type { ApiRequest } from './api-request.ts'

export const FAULT_MODES = [
  'refuse',
  'hang',
  'drip',
  'reset',
  'cut',
  'status',
  'html',
  'redirect',
  'slow',
  'gzip_bomb',
  'flood',
  'invalid_utf8',
  'alter',
  'lag_list',
  'shrink',
  'close_idle',
] as const

export const FRAMINGS = ['length', 'chunked', 'close'] as const

type FaultMode = (typeof FAULT_MODES)[number]

/** What is to go wrong, as the control port takes it. */
interface FaultRequest {
  /** An HTTP method, or `*`. */
  method: string
  /** Path pattern: `*` is anything, `:name` one segment; with a `?` the query counts too. */
  path: string
  /** First matching request that is hit, counted from 1. */
  nth: number | null
  /** How many in a row; null: one if `nth` is given, else all. */
  times: number | null
  /** Of those that are due, this share (0 to 1) is hit; which ones follows from the seed and the request itself. */
  probability: number
  seed: number
  when: 'before' | 'after'
  mode: FaultMode
  status: number | null
  headers: Readonly<Record<string, string>>
  body: string | null
  delayMs: number | null
  bytes: number | null
  location: string | null
  /** How a body that is cut off says where it ends. With `close` it does not: the end of the connection is the end. */
  framing: (typeof FRAMINGS)[number]
  /** What `alter` does to one row of a list, or to the one record. */
  index: number
  set: Readonly<Record<string, unknown>>
  drop: string | null
  /** Names of headers that `alter` takes away. */
  without: readonly string[]
  /** How many rows `shrink` takes from the front of a list. */
  rows: number
}

export interface Fault extends FaultRequest {
  /** Matching requests so far. */
  seen: number
  /** How often each request came, so that a repetition has a chance of its own. */
  attempts: Map<string, number>
}

/** Counts a request against every fault it matches and gives the first that is due. */
export function takeFault(faults: readonly Fault[], request: ApiRequest): Fault | null {
  let due: Fault | null = null
  for (const fault of faults) {
    if (!matches(fault, request)) continue
    fault.seen += 1
    const first = fault.nth ?? 1
    const count = fault.times ?? (fault.nth === null ? Number.POSITIVE_INFINITY : 1)
    const isDue = fault.seen >= first && fault.seen < first + count
    if (isDue && isDrawn(fault, request)) due ??= fault
  }
  return due
}

/** Whatever the order in which requests come, the same ones are drawn. */
function isDrawn(fault: Fault, { method, pathname, search, body }: ApiRequest): boolean {
  if (fault.probability >= 1) return true
  const request = `${method} ${pathname}${search} ${body.toString('base64')}`
  const attempt = (fault.attempts.get(request) ?? 0) + 1
  fault.attempts.set(request, attempt)
  const digest = createHash('sha256').update(`${fault.seed} ${attempt} ${request}`).digest()
  return digest.readUInt32BE() / 2 ** 32 < fault.probability
}

/**
 * Whether a fault means that GitLab is down: then the listener itself closes and connections are
 * really refused. Any narrower `refuse` can only close the connection without an answer.
 */
export const isOutage = (fault: Fault) =>
  fault.mode === 'refuse' &&
  fault.path === '*' &&
  fault.method === '*' &&
  fault.nth === null &&
  fault.times === null &&
  fault.probability >= 1

function matches(fault: Fault, request: ApiRequest): boolean {
  if (fault.method !== '*' && fault.method !== request.method) return false
  if (fault.mode === 'close_idle' && !request.onKeptConnection) return false
  const subject = fault.path.includes('?')
    ? `${request.pathname}${request.search}`
    : request.pathname
  return toRegExp(fault.path).test(subject)
}

function toRegExp(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replace(/:[a-z_]+/g, '[^/]+')
  return new RegExp(`^${source}$`)
}
