import 'server-only'
import type { AuditChange } from '#lib/contract/audit.ts'
import { inspectCa } from '../certificate.ts'

/**
 * How the values of a field are kept: as they are, a URL without user and query, certificates as their fingerprints. A
 * field that is not named counts as secret: the trail tells that it was set, and no value.
 */
export type KeptFields = Readonly<Record<string, 'value' | 'url' | 'certificates'>>

type Value = Exclude<AuditChange['before'], undefined>

const maxLength = 255

/**
 * The fields of a change with their values, as far as these may be kept: of an update before and after, of a creation
 * after, of a deletion before. Dotted names, sorted; what stays the same, and a secret left empty, is no change.
 */
export function changesOf(
  kept: KeptFields,
  { before, after }: { before?: object | undefined; after?: object },
): AuditChange[] {
  const old = new Map(valuesIn(before ?? {}))
  const set = after === undefined ? old : new Map(valuesIn(after))
  return [...set.keys()].sort().flatMap((field): AuditChange[] => {
    const value = set.get(field)
    const how = Object.hasOwn(kept, field) ? kept[field] : undefined
    if (how === undefined) return value === '' ? [] : [{ field }]
    if (after !== undefined && old.has(field) && isSame(old.get(field), value)) return []
    const from = old.has(field) ? keptValue(how, old.get(field)) : undefined
    const to = after === undefined ? undefined : keptValue(how, value)
    return [
      {
        field,
        ...(from === undefined ? {} : { before: from }),
        ...(to === undefined ? {} : { after: to }),
      },
    ]
  })
}

/** GitLab gives null for what was sent empty. */
const isSame = (one: unknown, other: unknown) => (one ?? '') === (other ?? '')

/** Dotted names of the fields in a body with their values. */
function valuesIn(body: object, prefix = ''): [name: string, value: unknown][] {
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? valuesIn(value, `${prefix}${name}.`)
      : [[prefix + name, value]],
  )
}

function keptValue(how: KeptFields[string], value: unknown): Value | undefined {
  if (value === null || value === '') return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  if (how === 'certificates') return cut(fingerprints(value))
  return cut(how === 'url' ? withoutSecrets(value) : value)
}

const cut = (text: string) => (text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`)

function fingerprints(pem: string): string {
  const found = inspectCa(pem)?.certificates ?? []
  return found.length === 0 ? 'unreadable' : found.map(({ sha256 }) => `sha256:${sha256}`).join(' ')
}

/** User, password and query of a URL can be secret. */
function withoutSecrets(text: string): string {
  const url = URL.parse(text)
  if (url === null) return 'unreadable'
  if (url.username + url.password + url.search + url.hash === '') return text
  return `${url.protocol}//${url.host}${url.pathname}`
}
