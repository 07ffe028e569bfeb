import 'server-only'
import { config } from '../config.ts'
import type { Session } from './session.ts'

/**
 * Why somebody may change nothing at GitLab through this console, whatever GitLab would say; null when they may try.
 */
export function writeRefusal({ role }: Pick<Session, 'role'>): 'read_only' | 'viewer' | null {
  if (config().readOnly) return 'read_only'
  return role === 'viewer' ? 'viewer' : null
}
