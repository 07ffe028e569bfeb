import type { Person } from '../person.ts'
import { send } from '../person.ts'
import { createRandom } from '../simulator/random.ts'
import { addressOf, methods, pages, routes } from './routes.ts'

const seed = 20_261_121

const odd: [string, ...string[]] = [
  '',
  '0',
  '-1',
  '1',
  'null',
  'true',
  '%00',
  '%0d%0a',
  '..%2f..',
  '1;2',
  'é\u0080',
  'x'.repeat(300),
  '{"a":1}',
  '[]',
  '<x>',
  "' OR 1=1",
  '$(id)',
  '{{7*7}}',
  '\\u0000',
  '9'.repeat(20),
  '1e309',
  '__proto__',
  'instance',
  'group-1',
  'project-1',
]
const headerNames: [string, ...string[]] = [
  'Accept',
  'Accept-Language',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Unmodified-Since',
  'Origin',
  'Range',
  'RSC',
  'Next-Action',
  'Next-Router-State-Tree',
  'Sec-Fetch-Site',
  'X-Background',
  'X-CSRF',
  'X-Forwarded-For',
  'X-HTTP-Method-Override',
  'X-User-Id',
]

/** Mapped answers about GitLab; anything else from 500 up is ours. */
const isExpected = (status: number) => status < 500 || [502, 503, 504].includes(status)

/**
 * Sends so many random requests over all routes, methods and headers, most of them with the person's session; the same
 * ones every time. Gives those that were answered with an error of ours.
 */
export async function sendRandomRequests(person: Person, requests: number): Promise<string[]> {
  const random = createRandom(seed)
  // These end the session that the others need.
  const ends = ['/auth/logout', '/api/sessions']
  const others = [...routes, ...pages].filter((pattern) => !ends.includes(pattern))
  const patterns: [string, ...string[]] = ['/api/session', ...others]
  const unexpected: string[] = []
  for (let i = 0; i < requests; i += 1) {
    const pattern = random.pick(patterns)
    const method = random.pick(methods)
    // Not every escape is one: what is no UTF-8 does not get past the reverse proxy.
    const value = encodeURIComponent(random.pick(odd))
    const path = random.chance(0.5) ? addressOf(pattern) : addressOf(pattern, value || '1')
    const query = random.chance(0.5)
      ? `?${encodeURIComponent(random.pick(odd))}=${encodeURIComponent(random.pick(odd))}`
      : ''
    const headers: Record<string, string> = {}
    if (random.chance(0.8))
      Object.assign(headers, {
        Cookie: person.cookie,
        'X-CSRF': '1',
        Origin: person.origin,
        'Content-Type': 'application/json',
      })
    for (let n = random.below(3); n > 0; n -= 1) {
      headers[random.pick(headerNames)] = random.pick(odd).replace(/[^\x20-\x7e]/g, '')
    }
    const field = { [random.pick(odd)]: random.pick(odd), name: random.pick(odd) }
    const text = random.chance(0.5) ? JSON.stringify(field) : random.pick(odd)
    const body = ['GET', 'HEAD'].includes(method) ? undefined : text
    const { status } = await send(method, `${person.origin}${path}${query}`, headers, body)
    if (!isExpected(status))
      unexpected.push(`${method} ${path}${query} ${JSON.stringify(headers)} ${body}: ${status}`)
  }
  return unexpected
}
