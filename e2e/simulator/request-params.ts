import { grapeError } from './errors.ts'

/** Request parameters as they come: strings from forms and queries, anything from JSON. */
export type RawParams = Record<string, unknown>

export const isRecord = (value: unknown): value is RawParams =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// `__proto__` and friends from a query string must never reach a plain object.
const emptyParams = (): RawParams => Object.create(null)

/** Parses `a[b][c]=1` and `a[]=1` as Rack does, into nested objects and arrays. */
export function parseNestedParams(entries: Iterable<[string, string]>): RawParams {
  const params = emptyParams()
  for (const [key, value] of entries) {
    const [, name = key, brackets = ''] = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(key) ?? []
    const path = [
      name,
      ...Array.from(brackets.matchAll(/\[([^\]]*)\]/g), (match) => match[1] ?? ''),
    ]
    store(params, path, value)
  }
  return params
}

function store(target: RawParams, path: readonly string[], value: string): void {
  const [name = '', ...rest] = path
  const [next] = rest
  if (next === undefined) {
    target[name] = value
  } else if (next === '') {
    const list = target[name]
    target[name] = Array.isArray(list) ? [...list, value] : [value]
  } else {
    const existing = target[name]
    const child = isRecord(existing) ? existing : emptyParams()
    target[name] = child
    store(child, rest, value)
  }
}

/**
 * Reads a request body as Grape's formatter does: JSON, url-encoded or multipart form.
 * A body that is no JSON answers 400, another media type 415, both before any `before` hook.
 */
export async function parseBody(contentType: string, body: Buffer): Promise<RawParams> {
  if (body.length === 0) return emptyParams()
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (mediaType === 'application/json') return parseJson(body.toString('utf8'))
  if (mediaType === '' || mediaType === 'application/x-www-form-urlencoded') {
    return parseNestedParams(new URLSearchParams(body.toString('utf8')))
  }
  if (mediaType === 'multipart/form-data') return parseMultipart(contentType, body)
  throw grapeError(415, `The provided content-type '${mediaType}' is not supported.`)
}

function parseJson(body: string): RawParams {
  try {
    const parsed: unknown = JSON.parse(body)
    return isRecord(parsed) ? parsed : emptyParams()
  } catch {
    throw grapeError(400, 'message body does not match declared format')
  }
}

async function parseMultipart(contentType: string, body: Buffer): Promise<RawParams> {
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'Content-Type': contentType },
    }).formData()
    const entries: [string, string][] = []
    for (const [name, value] of form) {
      entries.push([name, typeof value === 'string' ? value : await value.text()])
    }
    return parseNestedParams(entries)
  } catch {
    throw grapeError(400, 'message body does not match declared format')
  }
}
