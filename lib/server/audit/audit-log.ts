import 'server-only'
import { createHash } from 'node:crypto'
import type { AuditAction, AuditChange, AuditObjectType } from '#lib/contract/audit.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { formatScope, type Scope } from '#lib/contract/scope.ts'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { clientIp } from '../http/client-ip.ts'
import { log } from '../log.ts'
import { metrics } from '../metrics/registry.ts'
import { subjectOf } from '../session/person.ts'
import type { AuditRow } from '../store/audit-columns.ts'
import { store } from '../store/store.ts'

/** What an action is done to. Never holds a secret: `changes` are made by `changesOf`. */
export interface AuditTarget {
  type: AuditObjectType
  scope?: Scope
  id?: string
  name?: string
  changes?: readonly AuditChange[]
}

interface AuditActor {
  key: string
  user: { id: string; username: string }
}

/** How an action ended, with GitLab's side of it. */
export interface AuditOutcome {
  result: 'ok' | ProblemCode
  upstreamStatus: number | null
  upstreamRequestId: string | null
}

export interface AuditEntry {
  /** Null for what the console does for a person who is not there. */
  request: Request | null
  /** The request's id: intent and outcome share it. */
  intentId: string
  /** Null when nobody can say who it was. */
  actor: AuditActor | null
  action: AuditAction
  target: AuditTarget
  /** `intent` before a call, `outcome` after it or of what just happened, `denied` of what the console refused. */
  phase: AuditRow['phase']
  /** Absent in the intent. */
  outcome?: AuditOutcome
}

/** Appends one row, and writes it to standard output, from where it can be kept elsewhere. Throws `store_unavailable`. */
export async function appendAudit(entry: AuditEntry): Promise<void> {
  try {
    const { audit } = await store()
    log.audit(await audit.append(rowOf(entry)))
  } catch (error) {
    metrics().auditFailures.inc({ phase: entry.phase })
    throw error
  }
}

function rowOf({ request, intentId, actor, action, target, phase, outcome }: AuditEntry): AuditRow {
  const agent = request?.headers.get('user-agent') ?? null
  return {
    at_utc: new Date(now()).toISOString(),
    actor_sub: actor === null ? '' : subjectOf(actor.user.id),
    actor_name: actor?.user.username ?? '',
    auth_mode: config().authMode,
    session8: actor?.key.slice(0, 8) ?? '',
    ip: request === null ? null : clientIp(request, config().clientIpHops),
    ua_hash: agent === null ? null : createHash('sha256').update(agent).digest('hex').slice(0, 16),
    action,
    scope: target.scope === undefined ? null : formatScope(target.scope),
    object_type: target.type,
    object_id: target.id ?? null,
    object_name: target.name ?? null,
    changes: target.changes === undefined ? null : JSON.stringify(target.changes),
    intent_id: intentId,
    phase,
    result: outcome?.result ?? null,
    upstream_status: outcome?.upstreamStatus ?? null,
    upstream_request_id: outcome?.upstreamRequestId ?? null,
  }
}
