import 'server-only'
import type { Instance } from '#lib/contract/instance.ts'
import type { GitLab } from '../gitlab/gitlab.ts'
import { gitlabClockOffsetMs, gitlabNow } from '../gitlab/gitlab-clock.ts'
import { getInstance } from '../gitlab/instance.ts'
import { ServerProblem } from '../problem.ts'
import { describeServiceToken } from './service-token.ts'
import type { Session } from './session.ts'

type Asker = Pick<Session, 'mode' | 'role' | 'user' | 'mayWrite'>

/**
 * What the settings page may tell a person. Behind an SSO the account and the token that GitLab sees are the console's: only
 * administrators learn about them, also when GitLab refuses that token. Throws what `getInstance` throws.
 */
export async function instanceFor(asker: Asker, gitlab: GitLab): Promise<Instance> {
  if (asker.mode === 'oauth') return getInstance(gitlab)
  try {
    return asSeenBy(asker, await getInstance(gitlab))
  } catch (error) {
    const isToken = error instanceof ServerProblem && error.code === 'service_token'
    if (!isToken || asker.role !== 'admin') throw error
    return asSeenBy(asker, untold(gitlab.url))
  }
}

function asSeenBy({ mode, role, user, mayWrite }: Asker, instance: Instance): Instance {
  return {
    ...instance,
    mode,
    user: { username: user.username, name: user.name, is_admin: user.is_admin },
    token: null,
    service_token: role === 'admin' ? describeServiceToken() : null,
    access: { ...instance.access, write: mayWrite ? 'allowed' : 'forbidden' },
  }
}

/** GitLab answers, and tells nothing to a token that it does not accept. */
const untold = (url: string): Instance => ({
  gitlab: { url, version: null, enterprise: null },
  kas: null,
  certificate_based_clusters: 'unknown',
  receptive_agents: 'unknown',
  user: { username: '', name: '', is_admin: false },
  mode: 'proxy-jwt',
  token: null,
  service_token: null,
  access: { instance_clusters: 'unknown', write: 'unknown' },
  clock_offset_ms: gitlabClockOffsetMs(),
  as_of: gitlabNow().toISOString(),
})
