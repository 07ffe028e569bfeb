import 'server-only'
import { errors, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Role } from '#lib/contract/session.ts'
import { now } from '../clock.ts'
import { ssoConfig } from '../config.ts'
import { isHarmless } from '../http/json.ts'
import { log } from '../log.ts'
import { perProcess } from '../per-process.ts'
import { ServerProblem } from '../problem.ts'
import type { SessionUser } from '../store/session-row.ts'
import { type Identity, roleOf } from './allow-list.ts'
import { fetchKeys } from './jwks-fetch.ts'
import { createKeySet } from './key-set.ts'
import { ssoPerson } from './person.ts'
import { recordRefusal } from './sso-refusal.ts'

/** Whom the SSO proxy sent, with the role that the configuration gives. */
export interface AssertedPerson {
  user: SessionUser
  role: Role
}

const maxLength = 16 * 1024
const clockToleranceS = 60
const maxTokenAge = '24h'

/** Fit for a log, a database and a page: no control characters, no lone surrogates. */
const line = (maxChars: number) =>
  z
    .string()
    .min(1)
    .max(maxChars)
    .refine((text) => isHarmless(text) && !/\p{Cc}/u.test(text))
const groups = z
  .union([z.array(z.string()), z.string().transform((name) => [name])])
  .nullish()
  .catch(null)

/** Only `sub` is needed; a claim of another shape counts as absent. Cloudflare Access puts claims of the company into `custom`. */
const claimsSchema = z.object({
  sub: line(255),
  email: line(320).optional().catch(undefined),
  email_verified: z.unknown().optional(),
  preferred_username: line(255).optional().catch(undefined),
  name: line(255).optional().catch(undefined),
  groups,
  custom: z.object({ groups }).nullish().catch(null),
})
type Claims = z.infer<typeof claimsSchema>

/** The JWT of the request, or null: exactly one, in the header of the configuration. A header sent twice has a comma. */
function assertionOf(request: Request, header: string): string | null {
  const value = request.headers.get(header)
  if (value === null || value.length > maxLength) return null
  const token = value.replace(/^Bearer +/i, '')
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? token : null
}

const keySet = () =>
  perProcess('sso-keys', () => {
    const { jwks } = ssoConfig()
    return createKeySet({ ...jwks, load: () => fetchKeys(jwks), now })
  })

/** The claims of a JWT that is signed by the SSO, for us, and in force; null for every other one. */
async function verify(token: string): Promise<Claims | null> {
  const { issuer, audience, algorithms } = ssoConfig().jwt
  try {
    const { payload } = await jwtVerify(token, keySet(), {
      issuer,
      audience,
      algorithms,
      clockTolerance: clockToleranceS,
      maxTokenAge,
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(now()),
    })
    return claimsSchema.safeParse(payload).data ?? null
  } catch (error) {
    if (error instanceof ServerProblem) throw error
    log.info('assertion of the SSO refused', { reason: reasonOf(error) })
    return null
  }
}

/** jose's code, and the claim that does not fit. */
function reasonOf(error: unknown): string {
  if (!(error instanceof errors.JOSEError)) return 'unusable key'
  const isClaim =
    error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired
  return isClaim ? `${error.code} ${error.claim}` : error.code
}

const identityOf = (claims: Claims): Identity => ({
  subject: claims.sub,
  email: claims.email_verified === false ? null : (claims.email ?? null),
  groups: [...(claims.groups ?? []), ...(claims.custom?.groups ?? [])],
})

/**
 * Who the SSO proxy says is there, from the signed JWT of this very request. Null without a valid one. Throws `not_allowed` for
 * whom neither list names, and `sso_unavailable` while no key of the SSO is known.
 */
export async function assertedPerson(request: Request): Promise<AssertedPerson | null> {
  const settings = ssoConfig()
  const token = assertionOf(request, settings.jwt.header)
  const claims = token === null ? null : await verify(token)
  if (claims === null) return null
  const identity = identityOf(claims)
  const role = roleOf(identity, settings)
  const username = identity.email ?? claims.preferred_username ?? identity.subject
  const user = {
    id: ssoPerson(identity.subject),
    username,
    name: claims.name ?? username,
    is_admin: role === 'admin',
  }
  if (role === null) {
    await recordRefusal(request, user)
    throw new ServerProblem('not_allowed')
  }
  return { user, role }
}
