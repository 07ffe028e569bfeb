import 'server-only'
import { z } from 'zod'
import { config } from '../config.ts'
import type { GitLab, TokenSource } from '../gitlab/gitlab.ts'
import { createGitLab } from '../gitlab/request.ts'
import { log } from '../log.ts'
import { perProcess } from '../per-process.ts'
import { ServerProblem } from '../problem.ts'
import type { Secret } from '../secret.ts'
import { serviceTokens } from '../session/service-token.ts'

/** What is known of the token that scans; `can_write` refuses it, because it is said to be for reading alone. */
export type ScanTokenState = 'usable' | 'can_write' | 'rejected' | 'unknown'

const known = () => perProcess('scan-token', () => ({ state: 'unknown' as ScanTokenState }))

export const scanTokenState = (): ScanTokenState => known().state

const ownTokenSchema = z.object({ scopes: z.array(z.string()) })

/** Scopes with which nothing can be changed (gitlab-api.md §1.3, §1.4); `admin_mode` alone gives no access. */
const readingScopes = new Set(['read_api', 'read_user', 'admin_mode', 'self_rotate'])

const fixed = (token: Secret): TokenSource => ({
  current: async () => token.unwrap(),
  renew: async () => {
    known().state = 'rejected'
    throw new ServerProblem('service_token')
  },
})

/** The access that the background scan has: GITLAB_TOKEN, which in `oauth` mode serves nothing else. */
export function scanTokens(): TokenSource {
  const token = config().scan?.token ?? null
  return token === null ? serviceTokens() : fixed(token)
}

/**
 * Asks GitLab what the scan's own token may do. Behind an SSO it is the service token, which may write: there is nothing
 * to ask. Throws what GitLab's refusal of the question is.
 */
export async function isScanTokenFit(requestId: string, signal: AbortSignal): Promise<boolean> {
  if (config().scan?.token == null) {
    known().state = 'usable'
    return true
  }
  const gitlab: GitLab = createGitLab({
    tokens: scanTokens(),
    person: 'background-scan',
    requestId,
    signal,
  })
  const { data } = await gitlab.get('personal_access_tokens/self', {
    schema: ownTokenSchema,
    lane: 'scan',
  })
  const state = data.scopes.every((scope) => readingScopes.has(scope)) ? 'usable' : 'can_write'
  if (state === 'can_write' && known().state !== state) {
    log.error('background scan refused', {
      reason: 'GITLAB_TOKEN can change things: with AUTH_MODE=oauth it must have read_api, not api',
    })
  }
  known().state = state
  return state === 'usable'
}
