import 'server-only'
import { idempotencyKeySchema } from '#lib/contract/intent.ts'
import { ServerProblem } from '../problem.ts'

/** The `Idempotency-Key`, in lower case. Throws `bad_request` unless there is exactly one, and it is a UUID. */
export function idempotencyKey(request: Request): string {
  // A repeated header arrives as one value with a comma in it.
  const parsed = idempotencyKeySchema.safeParse(request.headers.get('idempotency-key'))
  if (!parsed.success) throw new ServerProblem('bad_request')
  return parsed.data
}
