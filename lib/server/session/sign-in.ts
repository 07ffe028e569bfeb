import 'server-only'
import { createHash } from 'node:crypto'
import { now } from '../clock.ts'
import { oauthConfig } from '../config.ts'
import { createGitLab } from '../gitlab/request.ts'
import { getCurrentUser } from '../gitlab/user.ts'
import { ServerProblem } from '../problem.ts'
import type { Tokens } from '../store/session-row.ts'
import { store } from '../store/store.ts'
import { sessionKeyOf } from './cookie.ts'
import { newSession } from './new-session.ts'
import { beginAuthorization, redeemCode } from './oauth.ts'
import { OAuthFailure } from './oauth-failure.ts'
import { gitlabPerson } from './person.ts'
import { safeReturnTo } from './return-to.ts'
import { revokeSoon } from './revoker.ts'
import {
  clearSignInCookie,
  openSignInCookie,
  type SignIn,
  setSignInCookie,
} from './sign-in-cookie.ts'

/** Why nobody is signed in. `unknown`: not begun here, begun too long ago, or finished before. */
export type SignInFailure =
  | 'unknown'
  | 'declined'
  | 'refused'
  | 'blocked'
  | 'misconfigured'
  | 'unavailable'

interface SignedIn {
  key: string
  user: { id: string; username: string }
}

export interface SignInResult {
  outcome: SignedIn | SignInFailure
  /** A path of this origin: where to go on, or to try again. */
  returnTo: string
  cookies: string[]
  /** What lies behind a failure, for the log. */
  cause?: unknown
}

/** Begins a sign-in: where to send the browser, and the cookie that it brings back. Throws `OAuthFailure`. */
export async function beginSignIn(request: Request, returnTo: string | null) {
  const { url, state, verifier } = await beginAuthorization()
  const cookies = await setSignInCookie(request, {
    state,
    verifier,
    return_to: safeReturnTo(returnTo),
    replaces: sessionKeyOf(request),
  })
  return { location: url.href, cookies }
}

/** Finishes a sign-in with what GitLab sent back. Throws `store_unavailable` only. */
export async function finishSignIn(
  request: Request,
  query: URLSearchParams,
  requestId: string,
): Promise<SignInResult> {
  const state = query.getAll('state').join()
  const signIn = await openSignInCookie(request, state)
  if (signIn === null) return { outcome: 'unknown', returnTo: '/', cookies: [] }
  const cookies = [clearSignInCookie(state)]
  const result = (outcome: SignedIn | SignInFailure): SignInResult => ({
    outcome,
    returnTo: safeReturnTo(signIn.return_to),
    cookies,
  })
  if (query.has('error')) return result(errorOf(query))
  const { signIns } = await store()
  const hash = createHash('sha256').update(state).digest('hex')
  if (!(await signIns.use(hash, now() + oauthConfig().signInS * 1000))) return result('unknown')
  try {
    const tokens = await redeemCode(query, signIn)
    const { cookie, ...signedIn } = await createSession(request, signIn, tokens, requestId)
    cookies.push(cookie)
    return result(signedIn)
  } catch (error) {
    return { ...result(failureOf(error)), cause: error }
  } finally {
    revokeSoon()
  }
}

const errorOf = (query: URLSearchParams): SignInFailure => {
  const error = query.get('error')
  if (error === 'access_denied') return 'declined'
  return error === 'server_error' || error === 'temporarily_unavailable'
    ? 'unavailable'
    : 'misconfigured'
}

function failureOf(error: unknown): SignInFailure {
  if (error instanceof OAuthFailure) return error.kind === 'invalid_grant' ? 'refused' : error.kind
  if (!(error instanceof ServerProblem) || error.code === 'store_unavailable') throw error
  switch (error.code) {
    case 'account_blocked':
    case 'forbidden':
      return 'blocked'
    case 'reauth_required':
      return 'refused'
    case 'insufficient_scope':
      return 'misconfigured'
    default:
      return 'unavailable'
  }
}

/** Asks GitLab who it is and stores the session under a new id; if that fails, the tokens are revoked. */
async function createSession(request: Request, signIn: SignIn, tokens: Tokens, requestId: string) {
  const { revocations } = await store()
  try {
    const found = await getCurrentUser(
      createGitLab({ tokens: justOnce(tokens), person: `sign-in-${requestId}`, requestId }),
    )
    const user = { ...found, id: gitlabPerson(found.id) }
    return await newSession(request, { user, tokens }, signIn.replaces)
  } catch (error) {
    await revocations.add([tokens.refresh, tokens.access], now())
    throw error
  }
}
/** Tokens that are seconds old: a rejection is final. */
const justOnce = (tokens: Tokens) => ({
  current: async () => tokens.access.unwrap(),
  renew: async (): Promise<string> => {
    throw new ServerProblem('reauth_required')
  },
})
