import 'server-only'
import { createPrivateKey } from 'node:crypto'
import { type FieldErrorKey, fieldError } from '#lib/contract/field-error.ts'
import type { FieldErrors } from '#lib/contract/problem.ts'
import type { UrlConfigurationCreate } from '#lib/contract/url-configuration.ts'
import { inspect } from '#lib/server/certificate.ts'
import { ServerProblem } from '#lib/server/problem.ts'

function isKey(pem: string): boolean {
  try {
    createPrivateKey(pem)
    return true
  } catch {
    return false
  }
}

function keyProblem(certificate: string, key: string): FieldErrorKey | null {
  if (key === '') return null
  if (!isKey(key)) return 'client_key_syntax'
  return inspect(certificate, key).key_matches === false ? 'client_key_mismatch' : null
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
