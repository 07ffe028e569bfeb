import 'server-only'
import { randomUUID } from 'node:crypto'
import { now } from '#lib/server/clock.ts'
import { config } from '#lib/server/config.ts'
import { perProcess } from '#lib/server/per-process.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import type { GitLab } from '../gitlab.ts'
import { createGitLab, type GitLabOptions } from '../request.ts'
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

/** One pass of a scan at GitLab, the first or a repeated one: its access, and the gate before its calls. */
export class ScanPass {
  readonly gate: ScanGate
  /** GitLab's base URL. */
  readonly url: string
  readonly #options: PassOptions
  #access: FleetAccess
  #gitlab: GitLab
  #aliveAt = now()

  constructor(access: FleetAccess, options: PassOptions) {
    const { url, maxPerPerson: atOnce } = access.settings ?? config().gitlab
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
      return operation(this.#gitlab)
    })
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
