import { grapeError } from './errors.ts'
import { isRecord, type RawParams } from './request-params.ts'

interface Rules<T> {
  required?: boolean
  /** Written into the params when the value is absent or null, and then counts as sent. */
  fallback?: T
  values?: readonly T[]
  exceptValues?: readonly T[]
  allowBlank?: boolean
}

/** One declared parameter; `coerce` gives `invalid` for a value of the wrong type. */
export interface Param<T> extends Rules<T> {
  coerce(raw: unknown): T | null | typeof invalid
  children?: ParamSpecs
}

export type ParamSpecs = Record<string, Param<unknown>>

/** What an endpoint receives: only what was sent or has a default. */
export type ParamsOf<S extends ParamSpecs> = {
  [K in keyof S]?: (S[K] extends Param<infer T> ? T : never) | null
}

const invalid = Symbol('invalid')

const truthy: ReadonlySet<unknown> = new Set(['1', 'on', 't', 'true', 'y', 'yes', 1, true])
const falsy: ReadonlySet<unknown> = new Set(['0', 'off', 'f', 'false', 'n', 'no', 0, false])

/** An Integer parameter (gitlab-api.md §1.2: `cluster_id is invalid`). */
export const integer = (rules: Rules<number> = {}): Param<number> => ({
  ...rules,
  coerce: (raw) => {
    if (raw === '') return null
    if (typeof raw === 'number') return Number.isInteger(raw) ? raw : invalid
    return typeof raw === 'string' && /^[+-]?\d+$/.test(raw.trim()) ? Number(raw) : invalid
  },
})

/** A String parameter; numbers and booleans of a JSON body become strings. */
export const string = (rules: Rules<string> = {}): Param<string> => ({
  ...rules,
  coerce: (raw) => (typeof raw === 'object' ? invalid : String(raw)),
})

/** A Boolean parameter: `true`, `"true"`, `"1"`, `"yes"` … (§3.2). */
export const boolean = (rules: Rules<boolean> = {}): Param<boolean> => ({
  ...rules,
  coerce: (raw) => {
    if (raw === '') return null
    const value = typeof raw === 'string' ? raw.toLowerCase() : raw
    if (truthy.has(value)) return true
    return falsy.has(value) ? false : invalid
  },
})

/** A Hash parameter with declared children, e.g. `platform_kubernetes_attributes` (§3.2). */
export const hash = <S extends ParamSpecs>(
  children: S,
  rules: { required?: boolean } = {},
): Param<ParamsOf<S>> => ({
  ...rules,
  children,
  // The children are coerced by validateParams, which replaces this value.
  coerce: (raw) => (isRecord(raw) ? (raw as ParamsOf<S>) : raw === '' ? null : invalid),
})

/**
 * Validates and coerces raw parameters as Grape does, and drops undeclared ones.
 * @throws 400 `{"error":"…"}` with all messages joined by `, ` (gitlab-api.md §1.2)
 */
export function validateParams<S extends ParamSpecs>(specs: S, raw: RawParams): ParamsOf<S> {
  const failures = new Map<string, string[]>()
  const params = collect(specs, raw, (name) => name, failures)
  if (failures.size > 0) {
    const messages = [...failures].flatMap(([name, reasons]) =>
      reasons.map((reason) => `${name} ${reason}`),
    )
    throw grapeError(400, [...new Set(messages)].join(', '))
  }
  // Every key of `specs` was coerced by its own spec, which TypeScript cannot follow.
  return params as ParamsOf<S>
}

function collect(
  specs: ParamSpecs,
  raw: RawParams,
  fullName: (name: string) => string,
  failures: Map<string, string[]>,
): RawParams {
  const params: RawParams = {}
  for (const [name, spec] of Object.entries(specs)) {
    const sent = Object.hasOwn(raw, name)
    const fail = (reason: string) => {
      const label = fullName(name)
      failures.set(label, [...(failures.get(label) ?? []), reason])
    }
    const value = coerceOne(spec, sent, raw[name], fail)
    const isHash = spec.children !== undefined
    if (spec.children !== undefined && (spec.required || isRecord(value))) {
      const childName = (child: string) => `${fullName(name)}[${child}]`
      const children = collect(spec.children, isRecord(value) ? value : {}, childName, failures)
      if (isRecord(value)) params[name] = children
    }
    if (!isHash && (sent || value !== null)) params[name] = value
  }
  return params
}

function coerceOne(
  spec: Param<unknown>,
  sent: boolean,
  raw: unknown,
  fail: (reason: string) => void,
): unknown {
  if (spec.required && !sent) fail('is missing')
  const coerced = raw === undefined || raw === null ? null : spec.coerce(raw)
  if (coerced === invalid) fail('is invalid')
  const value = coerced ?? spec.fallback ?? null
  // Grape runs allow_blank for a required parameter even when it is missing.
  if (spec.allowBlank === false && isBlank(value)) fail('is empty')
  if (value === null || value === invalid) return null
  if (spec.values !== undefined && !spec.values.includes(value)) fail('does not have a valid value')
  if (spec.exceptValues?.includes(value)) fail('has a value not allowed')
  return value
}

const isBlank = (value: unknown) =>
  value === null || (typeof value === 'string' && value.trim() === '')
