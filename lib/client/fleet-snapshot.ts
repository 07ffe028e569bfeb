import type {
  FleetEnd,
  FleetProblem,
  FleetProgress,
  FleetQuery,
  FleetRow,
} from '#lib/contract/fleet.ts'

/**
 * `asking` until it is known what there is; `cut` when the stream broke off, `closing` when the
 * console was to stop, `failed` when there was none.
 */
export type FleetStep =
  | 'asking'
  | 'none'
  | 'running'
  | 'waiting'
  | 'paused'
  | 'stopped'
  | 'finished'
  | 'cut'
  | 'closing'
  | 'failed'

/** Whether rows may still come by themselves. */
export const isGoing = (step: FleetStep): boolean => step === 'running' || step === 'waiting'

/** The choices of a scan: personal namespaces too; every place asked instead of GitLab's discovery. */
export type FleetOptions = Pick<FleetQuery, 'personal' | 'thorough'>

/** What a page shows of the scan. */
export interface FleetSnapshot {
  step: FleetStep
  /** What stands on screen, the same array as long as it is the same; null until there is anything. */
  rows: readonly FleetRow[] | null
  problems: readonly FleetProblem[]
  /** The end of the scan that `rows` are of; null while they are of one that is not over. */
  end: FleetEnd | null
  progress: FleetProgress | null
  /** Rows that came in and wait to be shown, and with `isOlder` those on screen that the new result lacks. */
  fresh: number
  gone: number
  /** The scan began because this console keeps no result of the person's: after a restart, or on another replica. */
  isAfresh: boolean
  /** What is on screen is of an earlier scan than the one that runs, or has ended and waits to be shown. */
  isOlder: boolean
  /** Rows that the scan which runs, or ended last, has found. */
  found: number
  error: Error | null
}

/** Before anything was asked. */
export const nothingYet: FleetSnapshot = {
  step: 'asking',
  rows: null,
  problems: [],
  end: null,
  progress: null,
  fresh: 0,
  gone: 0,
  isAfresh: false,
  isOlder: false,
  found: 0,
  error: null,
}
