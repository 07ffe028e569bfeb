const units = [
  ['year', 31_556_952_000],
  ['month', 2_629_746_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const satisfies readonly [Intl.RelativeTimeFormatUnit, number][]

/**
 * "2 years ago", "in 20 days", "now": `iso` as seen from `now` (both ISO 8601 or epoch milliseconds). Days are told
 * up to two months, because for an expiry "in 45 days" says more than "in 1 month".
 */
export function relativeTime(iso: string | number, now: string | number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const delta = new Date(iso).getTime() - new Date(now).getTime()
  const distance = Math.abs(delta)
  const [unit, ms] =
    units.find(([name, size]) => distance >= (name === 'month' ? 2 : 1) * size) ??
    (['second', Number.POSITIVE_INFINITY] as const)
  return format.format(Math.trunc(delta / ms), unit)
}

/** Date and time in the reader's zone and in UTC, both to the second. */
export function absoluteTimes(iso: string | number, locale: string) {
  const style = { dateStyle: 'medium', timeStyle: 'medium' } as const
  const date = new Date(iso)
  return {
    local: new Intl.DateTimeFormat(locale, style).format(date),
    utc: `${new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(date)} UTC`,
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(date),
    clock: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(date),
  }
}
