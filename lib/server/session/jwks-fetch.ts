import 'server-only'
import { Agent, request } from 'undici'
import { z } from 'zod'
import type { SsoConfig } from '../config.ts'
import { perProcess } from '../per-process.ts'
import { readCounted } from '../read-counted.ts'

const maxBytes = 256 * 1024
const maxKeys = 100

const keySetSchema = z.object({
  keys: z
    .array(z.looseObject({ kty: z.string() }))
    .min(1)
    .max(maxKeys),
})
export type PublicKeys = z.infer<typeof keySetSchema>

/** Why a key set could not be read, for the log. */
class JwksFailure extends Error {
  override readonly name = 'JwksFailure'
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

const agent = () =>
  perProcess('jwks-agent', () => new Agent({ allowH2: false, keepAliveTimeout: 4_000 }))

/**
 * Reads the SSO's public keys: one GET of the configured URL, no redirect, whole within the time limit, at most 256 KiB.
 * Secret (`oct`) keys are left out: nobody may publish those. Throws when there is no usable key set.
 */
export async function fetchKeys({
  url,
  timeoutMs,
}: Pick<SsoConfig['jwks'], 'url' | 'timeoutMs'>): Promise<PublicKeys> {
  const answer = await request(url, {
    dispatcher: agent(),
    headers: { Accept: 'application/json', 'User-Agent': 'gitlab-cluster-console' },
    signal: AbortSignal.timeout(timeoutMs),
  })
  // A body that is given up reports that as an error, and one that nobody hears ends the process.
  answer.body.on('error', () => undefined)
  const bytes = await readCounted(answer.body, maxBytes)
  if (answer.statusCode !== 200) throw new JwksFailure(`HTTP_${answer.statusCode}`)
  if (bytes === null) throw new JwksFailure('TOO_LONG')
  const { keys } = keySetSchema.parse(JSON.parse(bytes.toString('utf8')))
  const usable = keys.filter(({ kty }) => kty !== 'oct')
  if (usable.length === 0) throw new JwksFailure('NO_PUBLIC_KEY')
  return { keys: usable }
}
