import type { RadarCertificate } from '#lib/contract/findings/radar.ts'

/** A month of the timeline (UTC, `2026-12`), or `expired` and `later` for what lies before and after all of them. */
export type RadarMonth = string

export interface TimelineEntry {
  month: RadarMonth
  count: number
}

/** So many months are shown, the present one included. */
const shownMonths = 13

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

/** The months of the timeline at `now` (epoch milliseconds), in order. */
export function timelineMonths(now: number): string[] {
  const start = new Date(now)
  return Array.from({ length: shownMonths }, (_, index) =>
    monthOf(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + index)),
  )
}

/** Where on the timeline a certificate stands; what ended in this month already is expired. */
export function radarMonth({ certificate, band }: RadarCertificate, now: number): RadarMonth {
  if (band === 'expired') return 'expired'
  const month = monthOf(Date.parse(certificate.not_after))
  return timelineMonths(now).includes(month) ? month : 'later'
}

/** How many certificates end in each month. */
export function timelineOf(
  certificates: readonly RadarCertificate[],
  now: number,
): TimelineEntry[] {
  const counts = new Map<RadarMonth, number>()
  for (const one of certificates) {
    const month = radarMonth(one, now)
    counts.set(month, (counts.get(month) ?? 0) + 1)
  }
  return ['expired', ...timelineMonths(now), 'later'].map((month) => ({
    month,
    count: counts.get(month) ?? 0,
  }))
}
