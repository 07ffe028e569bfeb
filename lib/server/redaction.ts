import 'server-only'
import { perProcess } from './per-process.ts'

const maxRecent = 2_000
const minLength = 8

/** Every known way of writing a secret; both sets keep the order of insertion. */
const known = perProcess('secrets', () => ({
  pinned: new Set<string>(),
  recent: new Set<string>(),
}))

const patterns = [
  /\bgl[a-z]{2,10}-[\w.-]{6,}/g,
  /\beyJ[\w-]{8,}\.[\w-]*\.[\w-]*(\.[\w-]*)*/g,
  /\bBearer [\w.~+/=-]{6,}/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
]

/** Makes {@link redact} take this value out of log lines: as it is, in Base64, URL-encoded and JSON-escaped. */
export function registerSecret(value: string, options: { pinned?: boolean } = {}): void {
  if (value.length < minLength) return
  const bytes = Buffer.from(value)
  const forms = [
    value,
    bytes.toString('base64'),
    bytes.toString('base64url'),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
  ]
  const target = options.pinned ? known.pinned : known.recent
  for (const form of forms) {
    target.delete(form)
    target.add(form)
  }
  // The oldest go first: tokens are renewed and sessions end.
  for (const form of known.recent) {
    if (known.recent.size <= maxRecent) break
    known.recent.delete(form)
  }
}

/** The text without any registered secret and without anything that looks like a token or a private key. */
export function redact(text: string): string {
  let result = text
  for (const forms of [known.pinned, known.recent]) {
    for (const form of forms) {
      if (result.includes(form)) result = result.replaceAll(form, '[secret]')
    }
  }
  return redactShapes(result)
}

/** The text without what looks like a token or a private key, for many short texts that no secret should be in anyway. */
export function redactShapes(text: string): string {
  let result = text
  for (const pattern of patterns) result = result.replace(pattern, '[secret]')
  return result
}
