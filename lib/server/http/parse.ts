import 'server-only'
import type { z } from 'zod'
import { type FieldErrorKey, fieldError } from '#lib/contract/field-error.ts'
import type { FieldErrors } from '#lib/contract/problem.ts'
import { ServerProblem } from '../problem.ts'
import { isHarmless } from './json.ts'

const maxErrors = 50

/** Dotted field path → messages of the catalog. The empty path stands for the whole body. */
function fieldErrorsOf(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = Object.create(null)
  const add = (path: readonly PropertyKey[], message: string) => {
    const field = path.map(String).join('.').slice(0, 200)
    if (Object.keys(errors).length < maxErrors) errors[field] = [...(errors[field] ?? []), message]
  }
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys.slice(0, maxErrors))
        add([...issue.path, key], fieldError('unknown_key'))
    } else
      add(issue.path, issue.message.startsWith('validation.') ? issue.message : messageOf(issue))
  }
  return { ...errors }
}

function messageOf(issue: z.core.$ZodIssue): string {
  let key: FieldErrorKey = 'invalid'
  // zod words a missing key as a wrong type and tells the difference in its message only.
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    key = 'required'
  else if (issue.code === 'too_big') key = 'too_long'
  return fieldError(key)
}

/** The body as its schema gives it. Throws `validation_failed` with a message for each field. */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new ServerProblem('validation_failed', { errors: fieldErrorsOf(parsed.error) })
}

/** The path's parameters. What is no scope or no id cannot exist: `scope_not_found`, `record_not_found`. */
export function parseParams<S extends z.ZodType>(schema: S, params: unknown): z.output<S> {
  const parsed = schema.safeParse(params)
  if (parsed.success) return parsed.data
  const isScope = parsed.error.issues.some(({ path }) => path[0] === 'scope')
  throw new ServerProblem(isScope ? 'scope_not_found' : 'record_not_found')
}

/** The query's parameters, each at most once. Throws `bad_request`. */
export function parseQuery<S extends z.ZodType>(schema: S, query: URLSearchParams): z.output<S> {
  const names = [...query.keys()]
  const isClean = [...query].flat().every(isHarmless) && !names.includes('__proto__')
  if (new Set(names).size < names.length || !isClean) throw new ServerProblem('bad_request')
  const parsed = schema.safeParse(Object.fromEntries(query))
  if (parsed.success) return parsed.data
  throw new ServerProblem('bad_request', { errors: fieldErrorsOf(parsed.error) })
}
