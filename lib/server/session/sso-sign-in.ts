import 'server-only'
import { getTranslations } from 'next-intl/server'
import { now } from '../clock.ts'
import { respondPage } from '../http/page.ts'
import { respondRedirect } from '../http/redirect.ts'
import { requestIdOf } from '../http/request-id.ts'
import { describeError, log } from '../log.ts'
import { metrics } from '../metrics/registry.ts'
import { ServerProblem } from '../problem.ts'
import { store } from '../store/store.ts'
import { newSession } from './new-session.ts'
import { recordSignIn } from './record-sign-in.ts'
import { safeReturnTo } from './return-to.ts'
import { openSession } from './session.ts'
import { isBegunElsewhere } from './sign-in-pages.ts'
import { assertedPerson } from './sso-proxy.ts'

/** Several tabs that open at the same time share the session that the first of them made. */
const freshMs = 60_000

const statusOf = { unauthenticated: 401, not_allowed: 403, sso_unavailable: 503, store: 502 }
type Failure = keyof typeof statusOf

const isFailure = (code: string): code is Failure => Object.hasOwn(statusOf, code)

async function failurePage(failure: Failure, requestId: string): Promise<Response> {
  metrics().signIns.inc({ outcome: failure })
  const t = await getTranslations('auth')
  return respondPage({
    status: statusOf[failure],
    title: t(failure === 'store' ? 'failures.store.title' : `sso.${failure}.title`),
    text: t(failure === 'store' ? 'failures.store.text' : `sso.${failure}.text`),
    link: { href: '/', label: t('sso.tryAgain') },
    requestId,
  })
}

function failureOf(error: unknown, requestId: string): Promise<Response> {
  log.warn('sign-in failed', { request_id: requestId, error: describeError(error) })
  const code = error instanceof ServerProblem ? error.code : ''
  return failurePage(isFailure(code) ? code : 'store', requestId)
}

/** A page that goes on by itself, this time from our own origin, and so with the `Strict` cookie. */
async function movingOnPage(returnTo: string, requestId: string): Promise<Response> {
  const t = await getTranslations('auth')
  return respondPage({
    status: 200,
    title: t('sso.signingIn'),
    text: t('movingOn'),
    link: {
      href: `/auth/login?return_to=${encodeURIComponent(returnTo)}`,
      label: t('continue'),
    },
    movesOn: true,
    requestId,
  })
}

/**
 * `GET /auth/login` behind an SSO proxy: whom it asserts gets a session at once, and goes on to `return_to`. GitLab is not
 * asked (decisions/0045).
 */
export async function ssoLoginResponse(request: Request): Promise<Response> {
  const requestId = requestIdOf(request)
  const returnTo = safeReturnTo(new URL(request.url).searchParams.get('return_to'))
  try {
    const asserted = await assertedPerson(request)
    if (asserted === null) return await failurePage('unauthenticated', requestId)
    // Other sites may lead here, but not make sessions by it.
    if (isBegunElsewhere(request)) return await movingOnPage(returnTo, requestId)
    if (await hasFreshSession(request)) {
      return respondRedirect({ location: returnTo, cookies: [], requestId })
    }
    // Nothing has to be refreshed or revoked for this person: the session holds no token.
    const begun = await newSession(request, { user: asserted.user, tokens: null })
    await recordSignIn(request, requestId, begun)
    return respondRedirect({ location: returnTo, cookies: [begun.cookie], requestId })
  } catch (error) {
    return failureOf(error, requestId)
  }
}

/** `GET /auth/callback` behind an SSO proxy: nothing ever comes back from GitLab. */
export async function ssoCallbackResponse(request: Request): Promise<Response> {
  const requestId = requestIdOf(request)
  try {
    const isAsserted = (await assertedPerson(request)) !== null
    if (!isAsserted) return await failurePage('unauthenticated', requestId)
    return respondRedirect({ location: '/', cookies: [], requestId })
  } catch (error) {
    return failureOf(error, requestId)
  }
}

async function hasFreshSession(request: Request): Promise<boolean> {
  const session = await openSession(request)
  if (session === null) return false
  const { sessions } = await store()
  const stored = await sessions.find(session.key)
  return stored !== null && now() - stored.createdAt < freshMs
}
