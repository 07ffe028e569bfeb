import 'server-only'
import type { KeyState } from '#lib/contract/certificate.ts'
import { type FieldErrorKey, fieldError } from '#lib/contract/field-error.ts'
import type { FieldErrors } from '#lib/contract/problem.ts'
import type { UrlConfigurationCreate } from '#lib/contract/url-configuration.ts'
import { inspect } from '#lib/server/certificate.ts'
import { ServerProblem } from '#lib/server/problem.ts'

const keyProblems = {
  matches: null,
  mismatch: 'client_key_mismatch',
  no_certificate: 'client_cert_missing',
  encrypted: 'client_key_encrypted',
  unreadable: 'client_key_syntax',
} as const satisfies Record<KeyState, FieldErrorKey | null>

function keyProblem(certificate: string, key: string): FieldErrorKey | null {
  const state = inspect(certificate, key).key
  return state && keyProblems[state]
}

const certificateProblem = (pem: string): FieldErrorKey | null =>
  pem === '' || inspect(pem).readable ? null : 'ca_cert_syntax'

/**
 * Checks what GitLab would refuse, or would take and fail with: certificates that can be read, and a key that belongs to
 * the client certificate. Throws `validation_failed`, in which nothing of the key stands.
 */
export function assertCertificates(body: UrlConfigurationCreate): void {
  const client = certificateProblem(body.client_cert)
  const found = {
    client_cert: client,
    client_key: client === null ? keyProblem(body.client_cert, body.client_key) : null,
    ca_cert: certificateProblem(body.ca_cert),
  }
  const errors: FieldErrors = {}
  for (const [field, key] of Object.entries(found)) {
    if (key !== null) errors[field] = [fieldError(key)]
  }
  if (Object.keys(errors).length > 0) throw new ServerProblem('validation_failed', { errors })
}
