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
] as const

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
  when: 'before' | 'after'
  mode: FaultMode
  status: number | null
  headers: Readonly<Record<string, string>>
  body: string | null
  delayMs: number | null
  bytes: number | null
  location: string | null
}

export interface Fault extends FaultRequest {
  /** Matching requests so far. */
  seen: number
}

/** Counts a request against every fault it matches and gives the first that is due. */
export function takeFault(faults: readonly Fault[], request: ApiRequest): Fault | null {
  let due: Fault | null = null
  for (const fault of faults) {
    if (!matches(fault, request)) continue
    fault.seen += 1
    const first = fault.nth ?? 1
    const count = fault.times ?? (fault.nth === null ? Number.POSITIVE_INFINITY : 1)
    if (fault.seen >= first && fault.seen < first + count) due ??= fault
  }
  return due
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
  fault.times === null

function matches(fault: Fault, request: ApiRequest): boolean {
  if (fault.method !== '*' && fault.method !== request.method) return false
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
