import type { Call } from './call.ts'
import { preconditionFailed } from './errors.ts'
import { noContent, type Reply } from './reply.ts'

/**
 * `destroy_conditionally!` (gitlab-api.md §1.6): 204, unless `If-Unmodified-Since` is older than
 * the record. A date that cannot be parsed is ignored. GitLab compares with its full precision,
 * so a record written in the same second as the header's is newer.
 * @throws 412 `412 Precondition Failed`
 */
export function destroyConditionally(call: Call, updatedAt: number, destroy: () => void): Reply {
  const since = Date.parse(call.request.headers['if-unmodified-since'] ?? '')
  if (!Number.isNaN(since) && updatedAt > since) throw preconditionFailed()
  destroy()
  return noContent()
}
