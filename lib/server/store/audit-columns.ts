import 'server-only'

/** One row of the audit trail, as security design 2g names its columns. Nothing in it is secret. */
export interface AuditRow {
  at_utc: string
  actor_sub: string
  actor_name: string
  auth_mode: string
  session8: string
  ip: string | null
  ua_hash: string | null
  action: string
  scope: string | null
  object_type: string
  object_id: string | null
  object_name: string | null
  /** JSON. */
  changes: string | null
  intent_id: string
  /** Before a write, after it, or the only row of what was refused or just happened. */
  phase: 'intent' | 'outcome' | 'denied'
  result: string | null
  upstream_status: number | null
  upstream_request_id: string | null
}

/** In the order in which a row's hash covers them; new ones go to the end. */
export const columns = [
  'at_utc',
  'actor_sub',
  'actor_name',
  'auth_mode',
  'session8',
  'ip',
  'ua_hash',
  'action',
  'scope',
  'object_type',
  'object_id',
  'object_name',
  'changes',
  'intent_id',
  'phase',
  'result',
  'upstream_status',
  'upstream_request_id',
] as const satisfies readonly (keyof AuditRow)[]
