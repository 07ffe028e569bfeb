import 'server-only'
import { type FleetPhase, type FleetProgress, fleetPhases } from '#lib/contract/fleet.ts'
import { now } from '#lib/server/clock.ts'

/** The rate is that of the last few seconds. */
const rateOverMs = 5_000

interface Steps {
  done: number
  total: number
  /** More steps may come. */
  isOpen: boolean
}

/** Counts the steps of the phases and the requests of a scan. */
export class Tally {
  readonly #phases = new Map<FleetPhase, Steps>()
  #requests = 0
  #recent: number[] = []

  get requests(): number {
    return this.#requests
  }

  request(): void {
    this.#requests += 1
    this.#recent.push(now())
    if (this.#recent.length > 10_000) this.#forget()
  }

  /** A phase begins whose steps are not known yet. */
  open(...phases: FleetPhase[]): void {
    for (const phase of phases) this.#steps(phase).isOpen = true
  }

  close(...phases: FleetPhase[]): void {
    for (const phase of phases) this.#steps(phase).isOpen = false
  }

  expect(phase: FleetPhase, steps: number): void {
    this.#steps(phase).total += steps
  }

  done(phase: FleetPhase, steps = 1): void {
    this.#steps(phase).done += steps
  }

  /** How far it is; the phase is the one with most left to do. */
  state(): Pick<FleetProgress, 'phase' | 'done' | 'total' | 'requests' | 'rate' | 'remaining_s'> {
    const known = fleetPhases.flatMap((name) => {
      const steps = this.#phases.get(name)
      return steps === undefined ? [] : [{ name, ...steps, left: steps.total - steps.done }]
    })
    const busy = known.filter(({ isOpen, left }) => isOpen || left > 0)
    const [most] = busy.toSorted((a, b) => b.left - a.left)
    const shown = most ?? known.at(-1)
    const left = busy.reduce((sum, phase) => sum + phase.left, 0)
    const rate = this.#rate()
    const isEstimable = rate > 0 && busy.every(({ isOpen }) => !isOpen)
    return {
      phase: shown?.name ?? 'instance',
      done: shown?.done ?? 0,
      total: shown === undefined || shown.isOpen ? null : shown.total,
      requests: this.#requests,
      rate: Math.round(rate * 10) / 10,
      remaining_s: isEstimable ? Math.ceil(left / rate) : null,
    }
  }

  #steps(phase: FleetPhase): Steps {
    const known = this.#phases.get(phase)
    if (known !== undefined) return known
    const steps = { done: 0, total: 0, isOpen: false }
    this.#phases.set(phase, steps)
    return steps
  }

  #forget(): void {
    const since = now() - rateOverMs
    this.#recent = this.#recent.filter((at) => at >= since)
  }

  #rate(): number {
    this.#forget()
    const [first] = this.#recent
    if (first === undefined) return 0
    return this.#recent.length / Math.max(1, (now() - first) / 1000)
  }
}
