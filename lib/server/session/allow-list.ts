import 'server-only'
import type { Role } from '#lib/contract/session.ts'
import type { SsoConfig } from '../config.ts'

/** What an SSO says about somebody, as far as the lists of `SSO_ADMINS` and `SSO_VIEWERS` go by it. */
export interface Identity {
  subject: string
  /** Null without one, or when the SSO says that it is not verified. */
  email: string | null
  groups: readonly string[]
}

/** Upper and lower case of A to Z are alike in an address, and of nothing else: other letters only look alike. */
const asciiLower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

function isMeant({ subject, email, groups }: Identity, list: SsoConfig['admins']): boolean {
  return list.some((entry) => {
    if ('group' in entry) return groups.includes(entry.group)
    if (entry.name === subject) return true
    return email?.includes('@') === true && asciiLower(entry.name) === asciiLower(email)
  })
}

/** The greater of the roles that the lists give; null for everybody else, who does not get in. */
export function roleOf(
  identity: Identity,
  { admins, viewers }: Pick<SsoConfig, 'admins' | 'viewers'>,
): Role | null {
  if (isMeant(identity, admins)) return 'admin'
  return isMeant(identity, viewers) ? 'viewer' : null
}
