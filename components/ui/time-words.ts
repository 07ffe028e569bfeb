const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const monthMs = 2_629_746_000
const yearMs = 12 * monthMs

/**
 * Each unit with the distance above which it is used: half a smaller unit before that would be told as a whole one, so
 * that no one reads "60 minutes" or "24 months".
 */
const units = [
  ['year', yearMs, 23.5 * monthMs],
  ['month', monthMs, 60.5 * dayMs],
  ['day', dayMs, 23.5 * hourMs],
  ['hour', hourMs, 59.5 * minuteMs],
  ['minute', minuteMs, 0.5 * minuteMs],
] as const satisfies readonly [Intl.RelativeTimeFormatUnit, number, number][]

/** Making a formatter takes longer than formatting a page of times with it: each is made once. */
function once<F>(make: (locale: string, style: string) => F): (locale: string, style: string) => F {
  const made = new Map<string, F>()
  return (locale, style) => {
    const key = `${locale} ${style}`
    const format = made.get(key) ?? make(locale, style)
    made.set(key, format)
    return format
  }
}

const relativeFormat = once(
  (locale, numeric) =>
    new Intl.RelativeTimeFormat(locale, { numeric: numeric === 'auto' ? 'auto' : 'always' }),
)

/** Everywhere of 24 hours: logs, GitLab and the other times beside it are. */
const hours = { hourCycle: 'h23' } as const
export const clockStyle = { timeStyle: 'short', ...hours } as const
export const dayAndClockStyle = { dateStyle: 'medium', ...clockStyle } as const

const exact = { dateStyle: 'medium', timeStyle: 'medium', ...hours } as const
const styles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  local: exact,
  utc: { ...exact, timeZone: 'UTC' },
  day: { dateStyle: 'medium' },
  clock: clockStyle,
}
const dateFormat = once((locale, style) => new Intl.DateTimeFormat(locale, styles[style]))

/**
 * "2 years ago", "in 20 days", "now": `iso` as seen from `now` (both ISO 8601 or epoch milliseconds), to the nearest
 * whole unit. Days are told up to two months and months up to two years, because for an expiry "in 45 days" says more
 * than "in 1 month". "Last year" would speak of the calendar, so months and years are always counted.
 */
export function relativeTime(iso: string | number, now: string | number, locale: string): string {
  const delta = new Date(iso).getTime() - new Date(now).getTime()
  const distance = Math.abs(delta)
  const found = units.find(([, , above]) => distance > above)
  if (found === undefined) return relativeFormat(locale, 'auto').format(0, 'second')
  const [unit, ms] = found
  const numeric = unit === 'month' || unit === 'year' ? 'always' : 'auto'
  // A half counts down on both sides of now: one hour and a half is still one hour.
  const count = Math.sign(delta) * Math.ceil(distance / ms - 0.5)
  return relativeFormat(locale, numeric).format(count, unit)
}

const durations = [
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
  ['second', 1000],
] as const

/** A length of time in its largest unit with at least two of it, such as "40 days" or "3 seconds"; `ms` of any sign. */
export function durationWords(ms: number, locale: string): string {
  const length = Math.abs(ms)
  const [unit, size] =
    durations.find(([, least]) => length >= 2 * least) ?? (['second', 1000] as const)
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const
  return new Intl.NumberFormat(locale, style).format(Math.round(length / size))
}

/** Date and time in the reader's zone and in UTC, both to the second. */
export function absoluteTimes(iso: string | number, locale: string) {
  const date = new Date(iso)
  return {
    local: dateFormat(locale, 'local').format(date),
    utc: `${dateFormat(locale, 'utc').format(date)} UTC`,
    day: dateFormat(locale, 'day').format(date),
    clock: dateFormat(locale, 'clock').format(date),
  }
}
