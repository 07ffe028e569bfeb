import { type Answer, type CallOptions, Person, send } from './person.ts'
import type { SimulatorControl } from './simulator-control.ts'
import { type Stack, startStack } from './stack.ts'
import type { Engine } from './test-store.ts'

/** The header in which the SSO of the tests sends its JWT. */
export const jwtHeader = 'x-sso-jwt'
export const issuer = 'https://sso.example.test'
const audience = 'cluster-console'
export const serviceToken = 'glpat-root-admin'

/** A console behind an SSO. Variables of the other mode are empty, which counts as not set. */
export const ssoEnv = (
  control: SimulatorControl,
  extra: Record<string, string> = {},
): Record<string, string> => ({
  AUTH_MODE: 'proxy-jwt',
  GITLAB_OAUTH_CLIENT_ID: '',
  GITLAB_OAUTH_CLIENT_SECRET: '',
  GITLAB_TOKEN: serviceToken,
  SSO_JWT_HEADER: jwtHeader,
  SSO_JWT_ISSUER: issuer,
  SSO_JWT_AUDIENCE: audience,
  SSO_JWT_ALGORITHMS: 'RS256,ES256',
  SSO_JWKS_URL: control.jwksUrl,
  SSO_ADMINS: 'ann,group:platform-admins,Boss@Corp.example',
  SSO_VIEWERS: 'vic,group:developers',
  SERVICE_TOKEN_RETRY_S: '1',
  ...extra,
})

export const startSsoStack = (extra: Record<string, string> = {}, engine: Engine = 'sqlite') =>
  startStack({ engine, env: (control) => ssoEnv(control, extra) })

/** Claims as the SSO would assert them, good for five minutes. */
export const claimsOf = (subject: string, extra: Record<string, unknown> = {}) => {
  const now = Math.floor(Date.now() / 1000)
  return { iss: issuer, aud: audience, sub: subject, iat: now, exp: now + 300, ...extra }
}

/** Somebody whom the SSO sends on to the console with each request. */
export class AssertedPerson extends Person {
  readonly jwt: string

  constructor(origin: string, cookie: string, jwt: string) {
    super(origin, cookie)
    this.jwt = jwt
  }

  override call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const headers = { [jwtHeader]: this.jwt, ...options.headers }
    return super.call(method, path, { ...options, headers })
  }
}

/** Comes in as the browser would: `/auth/login` makes the session. */
export async function enter(
  { console: { origin }, gitlab }: Pick<Stack, 'console' | 'gitlab'>,
  subject: string,
  extra: Record<string, unknown> = {},
): Promise<AssertedPerson> {
  const jwt = await gitlab.control.sign(claimsOf(subject, extra))
  const answer = await send('GET', `${origin}/auth/login`, { [jwtHeader]: jwt })
  const cookie = /__Host-Http-sid=[\w-]{43}/.exec(String(answer.headers['set-cookie']))?.[0]
  if (answer.status !== 303 || cookie === undefined) {
    throw new Error(`no session: ${answer.status} ${answer.text}`)
  }
  return new AssertedPerson(origin, cookie, jwt)
}
