import 'server-only'
import { z } from 'zod'
import { config } from '../config.ts'
import type { TokenSource } from '../gitlab/gitlab.ts'
import { createGitLab } from '../gitlab/request.ts'
import { log } from '../log.ts'
import { perProcess } from '../per-process.ts'
import { ServerProblem } from '../problem.ts'
import { describeServiceToken, serviceTokens } from '../session/service-token.ts'

/** What is known of the token that scans; `can_write` refuses it, because it is said to be for reading alone. */
export const scanTokenStates = ['usable', 'can_write', 'rejected', 'unknown'] as const
type ScanTokenState = (typeof scanTokenStates)[number]

const ownTokenSchema = z.object({ scopes: z.array(z.string()) })

/** Scopes with which nothing of others can be changed (gitlab-api.md §1.3, §1.4); `admin_mode` alone gives no access. */
const readingScope = /^(read_\w+|admin_mode|self_rotate)$/

/** Codes by which GitLab says that the token is no good. */
const rejections = new Set(['service_token', 'account_blocked', 'insufficient_scope'])

const known = () => perProcess('scan-token', () => ({ state: 'unknown' as ScanTokenState }))

/** Of its own token; behind an SSO it is the service token, of which more is known elsewhere. */
export function scanTokenState(): ScanTokenState {
  if (config().sso === null) return known().state
  const { status } = describeServiceToken()
  return status === 'usable' || status === 'unknown' ? status : 'rejected'
}

/** The access that the background scan has: GITLAB_TOKEN, which in `oauth` mode serves nothing else. */
export function scanTokens(): TokenSource {
  const token = config().scan?.token ?? null
  if (token === null) return serviceTokens()
  return {
    current: async () => token.unwrap(),
    renew: async () => {
      known().state = 'rejected'
      throw new ServerProblem('service_token')
    },
  }
}

/**
 * Asks GitLab whether the scan's own token is for reading alone. Behind an SSO it is the service token, which may write:
 * there is nothing to ask. Throws what GitLab's refusal of the question is.
 */
export async function isScanTokenFit(requestId: string, signal: AbortSignal): Promise<boolean> {
  if (config().scan?.token == null) return true
  const person = 'background-scan'
  const gitlab = createGitLab({ tokens: scanTokens(), person, requestId, signal })
  try {
    const { data } = await gitlab.get('personal_access_tokens/self', {
      schema: ownTokenSchema,
      lane: 'scan',
    })
    learn(data.scopes.every((scope) => readingScope.test(scope)) ? 'usable' : 'can_write')
  } catch (error) {
    if (error instanceof ServerProblem && rejections.has(error.code)) learn('rejected')
    throw error
  }
  return known().state === 'usable'
}

function learn(state: ScanTokenState): void {
  if (state === 'can_write' && known().state !== state) {
    log.error('background scan refused', {
      reason: 'GITLAB_TOKEN can change things: with AUTH_MODE=oauth it must have read_api, not api',
    })
  }
  known().state = state
}
