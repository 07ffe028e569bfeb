import 'server-only'
import { type AuditAction, type AuditObjectType, auditObjectTypes } from '#lib/contract/audit.ts'

/** What an action is done to, by its name: before the request is read nothing more is known. */
export function objectTypeOf(action: AuditAction): AuditObjectType {
  const [noun] = action.split('.')
  const found = auditObjectTypes.find((type) => type === noun)
  if (found === undefined) throw new Error(`${action} names no type of object`)
  return found
}
