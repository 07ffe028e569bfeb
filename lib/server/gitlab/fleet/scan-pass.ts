import 'server-only'
import { randomUUID } from 'node:crypto'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { now } from '#lib/server/clock.ts'
import { config } from '#lib/server/config.ts'
import { perProcess } from '#lib/server/per-process.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import type { GitLab, GitLabSettings } from '../gitlab.ts'
import { createGitLab, type GitLabOptions } from '../request.ts'
import { upstreamFor } from '../upstream.ts'
import { ScanGate } from './scan-gate.ts'
import { ScanSlots } from './scan-slots.ts'

/** By whose access to GitLab a scan looks. */
export interface FleetAccess extends Pick<GitLabOptions, 'tokens' | 'person' | 'settings'> {
  /** False when the session behind it is over; asked every few seconds. Without it the access is good until refused. */
  isAlive?: () => Promise<boolean>
}

interface PassOptions {
  signal: AbortSignal
  /** Called for each request to GitLab. */
  onRequest: () => void
  /** Called when the pass waits, is paused or goes on. */
  onChange: () => void
}

const aliveEveryMs = 5_000
/** How long a scan waits to whom GitLab has not answered yet. */
const awayMs = 2_000

/**
 * By these GitLab as a whole may be away. Not by a time limit or an answer that makes no sense: a query may be too large for
 * a GitLab that is well.
 */
const awayCodes = ['upstream_unreachable', 'upstream_tls', 'upstream_failed'] as const
type AwayCode = (typeof awayCodes)[number]
const isAwayCode = (code: ProblemCode): code is AwayCode => awayCodes.some((away) => away === code)

/** With these GitLab has answered nothing. */
const unanswered: ReadonlySet<ProblemCode> = new Set([
  'upstream_paused',
  'busy',
  'upstream_timeout',
])

/** One pass of a scan at GitLab, the first or a repeated one: its access, and the gate before its calls. */
export class ScanPass {
  readonly gate: ScanGate
  /** GitLab's base URL. */
  readonly url: string
  readonly #options: PassOptions
  readonly #settings: GitLabSettings
  #access: FleetAccess
  #gitlab: GitLab
  #aliveAt = now()
  #hasAnswered = false

  constructor(access: FleetAccess, options: PassOptions) {
    this.#settings = access.settings ?? config().gitlab
    const { url, maxPerPerson: atOnce } = this.#settings
    const slots = perProcess(`fleet-slots ${url}`, () => new ScanSlots(atOnce))
    const { signal, onChange } = options
    this.url = url
    this.#options = options
    this.gate = new ScanGate({ slots, atOnce, signal, onChange })
    this.#access = access
    this.#gitlab = this.#connect(access)
  }

  /** Goes on by another access of the same person, such as a newer session. */
  use(access: FleetAccess): void {
    this.#access = access
    this.#gitlab = this.#connect(access)
    this.#aliveAt = now()
  }

  /** Throws what the gate throws, and `unauthenticated` when the session is over. */
  call<T>(operation: (gitlab: GitLab) => Promise<T>): Promise<T> {
    return this.gate.run(async () => {
      await this.#assertAlive()
      try {
        const answer = await operation(this.#gitlab)
        this.#hasAnswered = true
        return answer
      } catch (error) {
        throw this.#asAway(error)
      }
    })
  }

  /** A failure while GitLab fails everybody, or has answered nothing at all so far, says nothing about the call. */
  #asAway(error: unknown): unknown {
    if (!(error instanceof ServerProblem)) return error
    if (!isAwayCode(error.code)) {
      this.#hasAnswered ||= !unanswered.has(error.code)
      return error
    }
    const refusal = upstreamFor(this.#settings).breaker.refusal()
    if (refusal === null && this.#hasAnswered) return error
    const retryAfterS = Math.max(1, Math.ceil((refusal?.waitMs ?? awayMs) / 1000))
    return new ServerProblem('upstream_paused', { reason: error.code, retryAfterS, cause: error })
  }

  #connect({ tokens, person, settings }: FleetAccess): GitLab {
    const { signal, onRequest } = this.#options
    return createGitLab({
      tokens,
      person,
      ...(settings === undefined ? {} : { settings }),
      requestId: randomUUID(),
      signal,
      onExchange: onRequest,
    })
  }

  async #assertAlive(): Promise<void> {
    const { isAlive } = this.#access
    const at = now()
    if (isAlive === undefined || at - this.#aliveAt < aliveEveryMs) return
    this.#aliveAt = at
    if (!(await isAlive())) throw new ServerProblem('unauthenticated')
  }
}
