import 'server-only'
import { hkdfSync } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'
import { config, oauthConfig } from '../config.ts'
import { clearLaxCookie, cookiesOf, setLaxCookie } from './cookie.ts'

/** What a browser carries to GitLab and back, encrypted: no server state before somebody has signed in. */
const signInSchema = z.object({
  state: z.string(),
  verifier: z.string(),
  return_to: z.string(),
  /** Key of the session that the new one takes the place of. */
  replaces: z.string().nullable(),
  iat: z.number(),
})
export type SignIn = z.infer<typeof signInSchema>

const prefix = '__Host-Http-tx-'
const maxParallel = 3

/** Six characters of the state name the cookie, so that two tabs can sign in at the same time. */
const nameFor = (state: string) => prefix + state.slice(0, 6)

const encryptionKeys = () =>
  config().sessionKeys.map(({ kid, key }) => ({
    kid,
    key: new Uint8Array(
      hkdfSync('sha256', Buffer.from(key.unwrap(), 'base64'), '', 'sign-in cookie', 32),
    ),
  }))

/** `Set-Cookie` values that start a sign-in; the oldest ones of this browser make room. */
export async function setSignInCookie(
  request: Request,
  signIn: Omit<SignIn, 'iat'>,
): Promise<string[]> {
  const [first] = encryptionKeys()
  if (first === undefined) throw new Error('No session key')
  const { signInS } = oauthConfig()
  const sealed = await new EncryptJWT({ ...signIn })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: first.kid })
    .setIssuedAt()
    .setExpirationTime(`${signInS}s`)
    .encrypt(first.key)
  const surplus = await surplusCookies(request)
  return [...surplus.map(clearLaxCookie), setLaxCookie(nameFor(signIn.state), sealed, signInS)]
}

async function surplusCookies(request: Request): Promise<string[]> {
  const known = cookiesOf(request).filter(([name]) => name.startsWith(prefix))
  const aged = await Promise.all(
    known.map(async ([name, value]) => ({ name, iat: (await open(value))?.iat ?? 0 })),
  )
  aged.sort((a, b) => b.iat - a.iat)
  return aged.slice(maxParallel - 1).map(({ name }) => name)
}

async function open(sealed: string): Promise<SignIn | null> {
  try {
    const { payload } = await jwtDecrypt(
      sealed,
      ({ kid }) => {
        const found = encryptionKeys().find((candidate) => candidate.kid === kid)
        if (found === undefined) throw new Error('Unknown key')
        return found.key
      },
      { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
    )
    return signInSchema.safeParse(payload).data ?? null
  } catch {
    return null
  }
}

/** The sign-in that this browser began with `state`; null when there is none, or it is too old. */
export async function openSignInCookie(request: Request, state: string): Promise<SignIn | null> {
  const values = cookiesOf(request).filter(([name]) => name === nameFor(state))
  const [only] = values
  if (only === undefined || values.length > 1) return null
  const signIn = await open(only[1])
  return signIn?.state === state ? signIn : null
}

export const clearSignInCookie = (state: string) => clearLaxCookie(nameFor(state))
