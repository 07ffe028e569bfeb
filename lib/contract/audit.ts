import { z } from 'zod'

/**
 * Everything that is recorded; a write names one of these. What ends a session without its person: `expire` by time,
 * `evict` by their sixth sign-in, `reject` by GitLab. `request.make` is a refused request that is no write.
 */
export const auditActions = [
  'session.start',
  'session.end',
  'session.expire',
  'session.evict',
  'session.reject',
  'session.kill',
  'session.kill_all',
  'cluster.create',
  'cluster.update',
  'cluster.delete',
  'agent.register',
  'agent.delete',
  'agent_token.create',
  'agent_token.revoke',
  'intent.dismiss',
  'url_configuration.create',
  'url_configuration.delete',
  'snooze.create',
  'snooze.delete',
  'view.create',
  'view.delete',
  'request.make',
] as const
export type AuditAction = (typeof auditActions)[number]

/** What an action is done to. */
export const auditObjectTypes = [
  'cluster',
  'session',
  'agent',
  'agent_token',
  'intent',
  'url_configuration',
  'snooze',
  'view',
  'request',
] as const
export type AuditObjectType = (typeof auditObjectTypes)[number]

/** As far as it may be kept: at most 255 characters, certificates as their SHA-256 fingerprints, null for none. */
const auditValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** One field of a write. Without `before` and `after` it is secret, or from a row that kept names only. */
export const auditChangeSchema = z.object({
  field: z.string(),
  before: auditValueSchema.optional(),
  after: auditValueSchema.optional(),
})
export type AuditChange = z.infer<typeof auditChangeSchema>

/**
 * One row of the audit trail. `intent` is written before a write, `outcome` after it, with the same `request_id`.
 * Old rows may name actions and objects of an older version.
 */
const auditEntrySchema = z.object({
  seq: z.number().int().positive(),
  /** ISO 8601, UTC. */
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string() }),
  auth_mode: z.string(),
  /** First eight hex digits of the session's key. */
  session: z.string(),
  /** Null where it is not known (`CLIENT_IP_HOPS`). */
  ip: z.string().nullable(),
  action: z.string(),
  /** `instance`, `group-42` or `project-7`. */
  scope: z.string().nullable(),
  object: z.object({ type: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  /** The fields that a write sets, or of what it deletes; never a secret value. */
  changes: z.array(auditChangeSchema).nullable(),
  phase: z.enum(['intent', 'outcome', 'denied']),
  /** `ok` or a problem's code; null in an intent. */
  result: z.string().nullable(),
  request_id: z.string(),
  gitlab: z.object({ status: z.number().nullable(), request_id: z.string().nullable() }),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

const text = z.string().min(1).max(255)
const time = z.iso.datetime({ offset: true }).transform((value) => new Date(value).toISOString())

/**
 * Query of `GET /api/audit`. `actor` is a username, `object` a type (`agent`), a type with an id (`agent/7`) or a name;
 * `from` is included, `to` is not. `cursor` is `next_cursor` of the page before.
 */
export const auditQuerySchema = z.strictObject({
  actor: text.optional(),
  action: z.enum(auditActions).optional(),
  object: text.optional(),
  from: time.optional(),
  to: time.optional(),
  cursor: z
    .string()
    .regex(/^[\w.:-]{1,60}$/)
    .optional(),
})
export type AuditQuery = z.output<typeof auditQuerySchema>

/** Answer of `GET /api/audit`: the newest first; `next_cursor` is null on the last page. */
export const auditPageSchema = z.object({
  items: z.array(auditEntrySchema),
  next_cursor: z.string().nullable(),
})
export type AuditPage = z.infer<typeof auditPageSchema>
