import 'server-only'
import { getTranslations } from 'next-intl/server'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { respondPage } from '../http/page.ts'
import { respondRedirect } from '../http/redirect.ts'
import { requestIdOf } from '../http/request-id.ts'
import { describeError, log } from '../log.ts'
import { metrics } from '../metrics/registry.ts'
import { ServerProblem } from '../problem.ts'
import { recordFailedSignIn } from './failed-sign-in.ts'
import { OAuthFailure } from './oauth-failure.ts'
import { recordSignIn } from './record-sign-in.ts'
import { safeReturnTo } from './return-to.ts'
import { beginSignIn, finishSignIn, type SignInFailure, type SignInResult } from './sign-in.ts'

/** Without its store the console can sign nobody in either, and GitLab is not to blame. */
type PageFailure = SignInFailure | 'store'

const statusOf: Record<PageFailure, number> = {
  unknown: 400,
  declined: 400,
  refused: 400,
  blocked: 403,
  misconfigured: 503,
  unavailable: 502,
  store: 502,
}

const loginPath = (returnTo: string) => `/auth/login?return_to=${encodeURIComponent(returnTo)}`

async function failurePage(
  failure: PageFailure,
  options: { returnTo: string; requestId: string; cookies?: readonly string[] },
): Promise<Response> {
  metrics().signIns.inc({ outcome: failure })
  const t = await getTranslations('auth')
  return respondPage({
    status: statusOf[failure],
    title: t(`failures.${failure}.title`),
    text: t(`failures.${failure}.text`),
    link: { href: loginPath(options.returnTo), label: t('tryAgain') },
    requestId: options.requestId,
    cookies: options.cookies ?? [],
  })
}

/** A link on another site leads here without the `Strict` cookie, and so without the session that is to be replaced. */
export const isBegunElsewhere = (request: Request): boolean =>
  ['cross-site', 'same-site'].includes(request.headers.get('sec-fetch-site') ?? '')

async function movingOnPage(returnTo: string, requestId: string): Promise<Response> {
  const t = await getTranslations('auth')
  return respondPage({
    status: 200,
    title: t('toGitLab'),
    text: t('toGitLabText'),
    link: { href: loginPath(returnTo), label: t('tryAgain') },
    movesOn: true,
    requestId,
  })
}

/** `GET /auth/login`: to GitLab's authorize page. */
export async function loginResponse(request: Request): Promise<Response> {
  const requestId = requestIdOf(request)
  const wanted = new URL(request.url).searchParams.get('return_to')
  if (isBegunElsewhere(request)) return movingOnPage(safeReturnTo(wanted), requestId)
  try {
    const { location, cookies } = await beginSignIn(request, wanted)
    return respondRedirect({ location, cookies, requestId })
  } catch (error) {
    logFailure('sign-in not begun', requestId, error)
    return failurePage(failureOf(error), { returnTo: safeReturnTo(wanted), requestId })
  }
}

/**
 * `GET /auth/callback`: back from GitLab. Never a redirect: the browser got here from another site, and would follow
 * a redirect without the `Strict` cookie that it was just given. A page of ours that moves on sends it.
 */
export async function callbackResponse(request: Request): Promise<Response> {
  const requestId = requestIdOf(request)
  try {
    const result = await finishSignIn(request, new URL(request.url).searchParams, requestId)
    if (typeof result.outcome === 'string') {
      const { returnTo, cookies, cause } = result
      logFailure('sign-in failed', requestId, cause, result.outcome)
      await recordFailedSignIn({ request, requestId, failure: result.outcome, cause })
      return await failurePage(result.outcome, { returnTo, requestId, cookies })
    }
    return await signedInPage(request, requestId, result, result.outcome)
  } catch (error) {
    logFailure('sign-in failed', requestId, error)
    return failurePage(failureOf(error), { returnTo: '/', requestId })
  }
}

async function signedInPage(
  request: Request,
  requestId: string,
  { returnTo, cookies }: SignInResult,
  actor: Exclude<SignInResult['outcome'], string>,
): Promise<Response> {
  await recordSignIn(request, requestId, actor)
  const t = await getTranslations('auth')
  return respondPage({
    status: 200,
    title: t('signedIn'),
    text: t('movingOn'),
    link: { href: returnTo, label: t('continue') },
    movesOn: true,
    requestId,
    cookies,
  })
}

const storeCodes: readonly ProblemCode[] = ['store_unavailable', 'audit_unavailable']

function failureOf(error: unknown): PageFailure {
  if (error instanceof ServerProblem && storeCodes.includes(error.code)) return 'store'
  return error instanceof OAuthFailure && error.kind === 'misconfigured'
    ? 'misconfigured'
    : 'unavailable'
}

function logFailure(event: string, requestId: string, error: unknown, reason?: string): void {
  log.warn(event, {
    request_id: requestId,
    ...(error === undefined ? {} : { error: describeError(error) }),
    ...(reason === undefined ? {} : { reason }),
  })
}
