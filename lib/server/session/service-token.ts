import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ServiceToken, ServiceTokenWarning } from '#lib/contract/service-token.ts'
import { now } from '../clock.ts'
import { ssoConfig } from '../config.ts'
import type { TokenSource } from '../gitlab/gitlab.ts'
import { gitlabNow } from '../gitlab/gitlab-clock.ts'
import { createGitLab } from '../gitlab/request.ts'
import { type CurrentUser, getCurrentUser } from '../gitlab/user.ts'
import { describeError, log } from '../log.ts'
import { perProcess } from '../per-process.ts'
import { ServerProblem } from '../problem.ts'

const warnBeforeDays = 14
const dayMs = 86_400_000

/** `GET /personal_access_tokens/self` (gitlab-api.md §7); any scope may ask it. */
const ownTokenSchema = z.object({
  name: z.string(),
  scopes: z.array(z.string()),
  expires_at: z.iso.date().nullish(),
})
type OwnToken = z.infer<typeof ownTokenSchema>

interface Known {
  status: ServiceToken['status']
  token: OwnToken | null
  owner: CurrentUser | null
  checkedAt: number | null
  next: { at: number; timer: NodeJS.Timeout } | null
}

const known = () =>
  perProcess(
    'service-token',
    (): Known => ({
      status: 'unknown',
      token: null,
      owner: null,
      checkedAt: null,
      next: null,
    }),
  )

/** Codes by which GitLab says that the token is no good, whoever uses it. */
const rejections = new Set(['reauth_required', 'account_blocked', 'service_token'])

const statusOf = (token: OwnToken): Known['status'] =>
  token.scopes.includes('api') || token.scopes.includes('read_api') ? 'usable' : 'scope_lost'

/**
 * The one token for everybody behind an SSO. GitLab's refusal of it is nobody's sign-out: it becomes `service_token`, and
 * the token is looked at again soon.
 */
export const serviceTokens = (): TokenSource => ({
  current: async () => ssoConfig().serviceToken.token.unwrap(),
  renew: async () => {
    throw refused('rejected')
  },
  explain: (problem) => {
    if (problem.code === 'insufficient_scope') return refused('scope_lost', problem)
    return rejections.has(problem.code) ? refused('rejected', problem) : problem
  },
})

function refused(status: 'rejected' | 'scope_lost', cause?: ServerProblem): ServerProblem {
  // A token for reading is refused at every write; only GitLab's own word about it tells more.
  if (status === 'rejected') known().status = status
  checkAgainAfter(ssoConfig().serviceToken.retryMs)
  return new ServerProblem('service_token', { cause })
}

/** Whether the token covers changes; while that is not known, GitLab decides. */
export function serviceTokenMayWrite(): boolean {
  const { token } = known()
  return token === null || token.scopes.includes('api')
}

/** GitLab's id of the service account, by which its agents and tokens are known; null until GitLab told it. */
export const serviceUserId = (): number | null => known().owner?.id ?? null

/** For the settings page of administrators. */
export function describeServiceToken(): ServiceToken {
  const { status, token, owner, checkedAt } = known()
  return {
    status,
    name: token?.name ?? null,
    owner: owner && { username: owner.username, name: owner.name },
    scopes: token?.scopes ?? [],
    expires_on: token?.expires_at ?? null,
    checked_at: checkedAt === null ? null : new Date(checkedAt).toISOString(),
    warning: serviceTokenWarning(),
  }
}

/** What has to be done about the token, for every page of administrators; null when nothing has. */
export function serviceTokenWarning(): ServiceTokenWarning | null {
  const { status, token } = known()
  const expiresOn = token?.expires_at ?? null
  if (status === 'rejected' || status === 'scope_lost') return { kind: status, expires_on: null }
  if (expiresOn === null) return null
  const leftMs = Date.parse(expiresOn) - gitlabNow().getTime()
  return leftMs < warnBeforeDays * dayMs ? { kind: 'expiring', expires_on: expiresOn } : null
}

/** Asks GitLab about the token once; keeps what was known when GitLab does not answer. */
export async function checkServiceToken(): Promise<void> {
  const state = known()
  const { current } = serviceTokens()
  const renew = async (): Promise<string> => {
    throw new ServerProblem('service_token')
  }
  const gitlab = createGitLab({
    tokens: { current, renew },
    person: 'service-token',
    requestId: randomUUID(),
  })
  try {
    const { data } = await gitlab.get('personal_access_tokens/self', { schema: ownTokenSchema })
    state.token = data
    state.status = statusOf(data)
    state.checkedAt = now()
    state.owner = await getCurrentUser(gitlab)
  } catch (error) {
    log.warn('service token not checked', { error: describeError(error) })
    if (error instanceof ServerProblem && rejections.has(error.code)) {
      state.status = 'rejected'
      state.checkedAt = now()
    }
  }
  const warning = serviceTokenWarning()
  if (warning !== null) log.warn('service token needs care', { reason: warning.kind })
}

/** An earlier check that is planned already stays. */
function checkAgainAfter(waitMs: number): void {
  const state = known()
  const at = now() + waitMs
  if (state.next !== null && state.next.at <= at) return
  clearTimeout(state.next?.timer)
  state.next = { at, timer: setTimeout(() => void run(), waitMs).unref() }
}

async function run(): Promise<void> {
  const { checkMs, retryMs } = ssoConfig().serviceToken
  known().next = null
  await checkServiceToken()
  checkAgainAfter(known().status === 'usable' ? checkMs : Math.min(retryMs, checkMs))
}

/** Checks now and every SERVICE_TOKEN_CHECK_S; does not keep the process alive. */
export const startServiceTokenCheck = (): void => void run()
