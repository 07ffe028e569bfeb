import 'server-only'
import { now } from '#lib/server/clock.ts'
import { perProcess } from '#lib/server/per-process.ts'

/** Two computers kept in time by NTP drift apart by far less than this. */
const driftPerMs = 1e-4
const headerResolutionMs = 1000

/** Between which two values GitLab's clock minus ours lies, as far as the answers so far tell. */
interface Bounds {
  low: number
  high: number
  /** When that was last so, by our clock. */
  at: number
}

export interface ClockReading {
  /** GitLab's `Date` header. */
  header: string | undefined
  sentAt: number
  receivedAt: number
}

/**
 * The new bounds after an answer. A `Date` header is whole seconds, so one answer tells the offset to a second; many
 * answers together tell it to about the time of a round trip. When they contradict, a clock was set: the newest counts.
 */
export function narrow(known: Bounds | undefined, reading: ClockReading): Bounds | undefined {
  const date = reading.header === undefined ? Number.NaN : Date.parse(reading.header)
  if (Number.isNaN(date)) return known
  const at = reading.receivedAt
  const sample = { low: date - at, high: date + headerResolutionMs - reading.sentAt, at }
  if (known === undefined) return sample
  const slack = Math.max(0, at - known.at) * driftPerMs
  const low = Math.max(known.low - slack, sample.low)
  const high = Math.min(known.high + slack, sample.high)
  return low <= high ? { low, high, at } : sample
}

const unknown: Bounds = { low: 0, high: 0, at: 0 }
const state = () =>
  perProcess('gitlab-clock', (): { bounds: Bounds | undefined } => ({ bounds: undefined }))
const bounds = () => state().bounds ?? unknown

/** Learns from the `Date` header of one of GitLab's own answers. */
export function learnGitLabClock(reading: ClockReading): void {
  const current = state()
  current.bounds = narrow(current.bounds, reading)
}

/** GitLab's clock minus ours, in milliseconds; 0 until GitLab has answered once. */
export const gitlabClockOffsetMs = (): number => Math.round((bounds().low + bounds().high) / 2)

/** The time by GitLab's clock. */
export const gitlabNow = (): Date => new Date(now() + gitlabClockOffsetMs())

/** The earliest and the latest that GitLab's clock can have shown at a time of ours, in epoch milliseconds. */
export const earliestAtGitLab = (at: number): number => at + Math.floor(bounds().low)
export const latestAtGitLab = (at: number): number => at + Math.ceil(bounds().high)
