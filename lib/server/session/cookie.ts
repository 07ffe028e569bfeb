import 'server-only'
import { createHash, randomBytes } from 'node:crypto'

/** Browsers that do not know the `__Host-Http-` prefix still enforce the rules of `__Host-`. */
export const sessionCookie = '__Host-Http-sid'

const flags = 'Path=/; Secure; HttpOnly'
const expired = 'Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT'

/** A fresh session id: 256 bits, 43 characters. */
export const newSessionId = () => randomBytes(32).toString('base64url')

/** What the store knows instead of the id. */
export const sessionKey = (id: string) => createHash('sha256').update(id).digest('hex')

/** `Set-Cookie` of a session; it ends with the browser, and its age is checked on the server. */
export const setSessionCookie = (id: string) => `${sessionCookie}=${id}; ${flags}; SameSite=Strict`

export const clearSessionCookie = () => `${sessionCookie}=; ${expired}; ${flags}; SameSite=Strict`

/** `Set-Cookie` that the browser sends along when it comes back from GitLab. */
export const setLaxCookie = (name: string, value: string, maxAgeS: number) =>
  `${name}=${value}; Max-Age=${maxAgeS}; ${flags}; SameSite=Lax`

export const clearLaxCookie = (name: string) => `${name}=; ${expired}; ${flags}; SameSite=Lax`

/** Name and value of every cookie in the order sent; a name may come twice, and both count. */
export function cookiesOf(request: Request): [name: string, value: string][] {
  const header = request.headers.get('cookie') ?? ''
  return header.split(';').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at < 0 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]]
  })
}

/** The key of the one well-formed session cookie, else null: of two cookies none can be trusted. */
export function sessionKeyOf(request: Request): string | null {
  const values = cookiesOf(request).flatMap(([name, value]) =>
    name === sessionCookie ? [value] : [],
  )
  const [id, ...others] = values
  if (id === undefined || others.length > 0 || !/^[A-Za-z0-9_-]{43}$/.test(id)) return null
  return sessionKey(id)
}
