import 'server-only'
import { isIP } from 'node:net'

/**
 * The client's address as the n-th proxy in front of us saw it: the n-th `X-Forwarded-For` entry from the right.
 * Everything left of it can be invented. Null without a trusted proxy.
 */
export function clientIp(request: Request, hops: number): string | null {
  if (hops === 0) return null
  const entries = (request.headers.get('x-forwarded-for') ?? '').split(',')
  const entry = entries.at(-hops)?.trim() ?? ''
  return isIP(entry) === 0 ? null : entry
}
