import 'server-only'
import type { Instance } from '#lib/contract/instance.ts'
import { describeServiceToken } from './service-token.ts'
import type { Session } from './session.ts'

/**
 * What the settings page may tell a person. Behind an SSO the account and the token that GitLab sees are the console's: only
 * administrators learn about them, and what somebody may do is up to the console.
 */
export function asSeenBy(
  { mode, role, user, mayWrite }: Pick<Session, 'mode' | 'role' | 'user' | 'mayWrite'>,
  instance: Instance,
): Instance {
  if (mode === 'oauth') return instance
  return {
    ...instance,
    mode,
    user: { username: user.username, name: user.name, is_admin: user.is_admin },
    token: null,
    service_token: role === 'admin' ? describeServiceToken() : null,
    access: { ...instance.access, write: mayWrite ? 'allowed' : 'forbidden' },
  }
}
