import { createParser, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import type { AuditFilter } from '#lib/client/audit.ts'
import { type AuditEntry, auditActions, auditObjectTypes } from '#lib/contract/audit.ts'

const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/

/** A moment as ISO 8601 in UTC, to the millisecond. */
const utcParser = createParser<string>({
  parse(value) {
    const time = utc.test(value) ? Date.parse(value) : Number.NaN
    return Number.isNaN(time) ? null : new Date(time).toISOString()
  },
  serialize: (iso) => iso,
})

/** Which row is shown in full. */
export type AuditPlace = Pick<AuditEntry, 'seq' | 'at'>

/** `17_2026-11-21T04:12:33.123Z`: the number finds the row, the time finds it fast in a long trail. */
const placeParser = createParser<AuditPlace>({
  parse(value) {
    const [, seq, time = ''] = /^([1-9]\d{0,14})_(.+)$/.exec(value) ?? []
    const at = utcParser.parse(time)
    return seq === undefined || at === null ? null : { seq: Number(seq), at }
  },
  serialize: ({ seq, at }) => `${seq}_${at}`,
  eq: (a, b) => a.seq === b.seq && a.at === b.at,
})

/** So long may a text be that the server filters by. */
export const maxFilterText = 255

/** The filters in the page's address. `type` and `object` exclude each other: both are the server's `object`. */
export const auditFilterUrl = {
  actor: parseAsString.withDefault(''),
  action: parseAsStringLiteral(auditActions),
  type: parseAsStringLiteral(auditObjectTypes),
  object: parseAsString.withDefault(''),
  from: utcParser,
  to: utcParser,
}

const choosable = ['action', 'type', 'from', 'to'] as const

/** Filters that the address names with a value that cannot exist: a mistyped link, or one of another version. */
export const notUnderstood = (asked: URLSearchParams): (typeof choosable)[number][] =>
  choosable.filter((name) => {
    const value = asked.get(name) ?? ''
    return value !== '' && auditFilterUrl[name].parse(value) === null
  })

/** The row whose details are shown, in the page's address. */
export const auditRowUrl = { row: placeParser }

type UrlFilter = {
  [K in keyof typeof auditFilterUrl]: ReturnType<(typeof auditFilterUrl)[K]['parse']>
}

const text = (value: string | null) => value?.trim().slice(0, maxFilterText) ?? ''

/** The server's filter for the address's one; what filters nothing is left out. */
export function filterOf(url: UrlFilter): AuditFilter {
  const actor = text(url.actor).replace(/^@/, '')
  const object = text(url.object) || url.type
  return {
    ...(actor && { actor }),
    ...(url.action && { action: url.action }),
    ...(object && { object }),
    ...(url.from && { from: url.from }),
    ...(url.to && { to: url.to }),
  }
}

const two = (count: number) => String(count).padStart(2, '0')

/** A moment as a date-time input takes it, in the reader's zone and to the minute; empty for none. */
export function localInput(iso: string | null): string {
  if (iso === null) return ''
  const date = new Date(iso)
  const day = [
    String(date.getFullYear()).padStart(4, '0'),
    two(date.getMonth() + 1),
    two(date.getDate()),
  ]
  return `${day.join('-')}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The moment that a date-time input holds, in UTC; null when it holds none. The inverse of {@link localInput}. */
export function utcOfInput(value: string): string | null {
  const time = /^\d{4}-/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
