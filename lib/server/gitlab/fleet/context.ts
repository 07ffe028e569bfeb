import 'server-only'
import type { FleetPhase, FleetProblem, FleetRow, FleetScope } from '#lib/contract/fleet.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'
import type { GitLab } from '../gitlab.ts'
import type { Features } from './features.ts'
import type { Places } from './places.ts'
import type { Tally } from './tally.ts'

/** What every call of a scan says: its lane, and that the scan as a whole waits after a 429. */
export const inScan = { lane: 'scan', waits: false } as const

export interface ScanOptions {
  /** Looks into personal namespaces for certificate-based clusters, one call a project. */
  personal: boolean
  /** Asks every group and project for certificate-based clusters. */
  thorough: boolean
  /** So many places are asked for clusters one by one where discovery may be silent; above that it is a gap. */
  askAtMost: number
}

/** A part that could not be read. `place` and `what` make its id: told again, it replaces the one before. */
export interface Gap {
  what: FleetProblem['what']
  place: string
  scope: FleetScope | null
  count?: number
  names?: FleetProblem['names']
}

/** What the steps of a scan share: the way to GitLab, what is known so far, and where findings go. */
export interface ScanContext {
  readonly options: ScanOptions
  readonly places: Places
  readonly features: Features
  readonly tally: Tally
  /** GitLab's base URL. */
  readonly url: string
  /** Whether GitLab treats this person as an administrator now. */
  isElevated: boolean
  /** Runs calls when it is their turn. Throws `ScanEnded` when the scan is over, else what they throw. */
  call<T>(operation: (gitlab: GitLab) => Promise<T>): Promise<T>
  row(row: FleetRow): void
  /** Tells what could not be read; `again` reads it once more, or it takes a whole new scan. */
  problem(gap: Gap, code: ProblemCode, again: 'everything' | (() => Promise<void>)): void
  /** All projects are listed, as far as they could be. */
  knowsProjects(): void
  /** So many more projects were looked at. */
  lookedAt(projects: number): void
  /** Receptive agents whose configuration is not known. */
  openAgents(): Extract<FleetRow, { type: 'agent' }>[]
  skip(phase: FleetPhase): void
  foundBy(way: 'discovery' | 'lists'): void
}
