import { inspectPair } from '#lib/client/certificates.ts'
import type { KeyState } from '#lib/contract/certificate.ts'
import { type FieldErrorKey, fieldError } from '#lib/contract/field-error.ts'
import type { UrlConfigurationCreate } from '#lib/contract/url-configuration.ts'

const keyErrors = {
  matches: null,
  mismatch: 'client_key_mismatch',
  no_certificate: 'client_cert_missing',
  encrypted: 'client_key_encrypted',
  unreadable: 'client_key_syntax',
} as const satisfies Record<KeyState, FieldErrorKey | null>

type Material = 'client_cert' | 'client_key' | 'ca_cert'

/**
 * What the server would refuse of certificates and key, by field: asked before an old configuration is deleted, so that
 * the agent is not left without one for a typing error. Throws what the way to the server throws.
 */
export async function checkMaterial(
  body: UrlConfigurationCreate,
): Promise<{ field: Material; message: string }[]> {
  const { client_cert, client_key, ca_cert } = body
  const [client, ca] = await Promise.all([
    client_key === '' ? null : inspectPair({ pem: client_cert, key: client_key }),
    ca_cert === '' ? null : inspectPair({ pem: ca_cert, key: '' }),
  ])
  const found: { field: Material; error: FieldErrorKey | null }[] = [
    { field: 'client_cert', error: client?.readable === false ? 'ca_cert_syntax' : null },
    { field: 'client_key', error: client?.key ? keyErrors[client.key] : null },
    { field: 'ca_cert', error: ca?.readable === false ? 'ca_cert_syntax' : null },
  ]
  return found.flatMap(({ field, error }) => (error ? [{ field, message: fieldError(error) }] : []))
}
