import 'server-only'
import { randomUUID } from 'node:crypto'
import { perProcess } from '../per-process.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const maxRemembered = 20_000

/**
 * The id of a request, for the answer, the log, the audit trail and GitLab: the one that our page made (`X-Request-Id`, a
 * UUID), so that the browser knows it even when no answer comes; else a new one. No id is taken twice (decisions/0099).
 */
export function requestIdOf(request: Request): string {
  const asked = request.headers.get('x-request-id') ?? ''
  const taken = perProcess('request-ids', () => new Set<string>())
  if (!uuid.test(asked) || taken.has(asked)) return randomUUID()
  taken.add(asked)
  for (const oldest of taken) {
    if (taken.size <= maxRemembered) break
    taken.delete(oldest)
  }
  return asked
}
