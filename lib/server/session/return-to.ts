import 'server-only'

const base = 'https://console.invalid'
const maxLength = 2_048

/** Backslash, white space and control characters: browsers drop or rewrite them while they parse a URL. */
const isSuspicious = (text: string) => /[\\\s]|\p{Cc}/u.test(text)

/**
 * Where to go after sign-in: a path of this origin with its query, else `/`. Never back to `/auth` or `/api`, and
 * nothing that becomes another origin once somebody decodes it (security design A20).
 */
export function safeReturnTo(value: string | null): string {
  if (value === null || value.length > maxLength || !value.startsWith('/')) return '/'
  const decoded = decode(value)
  if (decoded === null || isSuspicious(value) || isSuspicious(decoded)) return '/'
  if (value.startsWith('//') || decoded.startsWith('//')) return '/'
  const url = URL.parse(value, base)
  if (url === null || url.origin !== base) return '/'
  const path = decode(url.pathname)
  if (path === null || path.startsWith('//') || /^\/(auth|api)(\/|$)/i.test(path)) return '/'
  return url.pathname + url.search + url.hash
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
