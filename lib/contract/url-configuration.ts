import { z } from 'zod'
import { caSchema } from './certificate.ts'
import { caCertSchema, hostname } from './cluster-input.ts'
import { fieldError } from './field-error.ts'

/**
 * How GitLab reaches a receptive agent. Certificates are PEM, `public_key` is text as GitLab shows it (null with mTLS).
 * The client's private key is in no answer.
 */
export const urlConfigurationSchema = z.object({
  id: z.number().int().positive(),
  agent_id: z.number().int().positive(),
  url: z.string(),
  public_key: z.string().nullable(),
  client_cert: z.string().nullable(),
  ca_cert: z.string().nullable(),
  tls_host: z.string().nullable(),
  console: z.object({
    /** The time of the reading, by GitLab's clock. */
    as_of: z.string(),
    client_cert: caSchema.nullable(),
    ca_cert: caSchema.nullable(),
  }),
})
export type UrlConfiguration = z.infer<typeof urlConfigurationSchema>

/** Two certificates and a key stay below the 64 KiB of a request. */
const maxCertificates = 24_000
const maxKey = 12_000

function agentUrl(value: string): URL | null {
  const url = URL.parse(value)
  return url === null || url.hostname === '' || url.username !== '' || url.password !== ''
    ? null
    : url
}

const key = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\S]+-----END (?:[A-Z]+ )*PRIVATE KEY-----/
const encryptedKey = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m

/**
 * Body of `POST /api/projects/{id}/agents/{id}/url-configurations`, with PEM; the console encodes it for GitLab. Empty
 * means none. Whether the key belongs to the certificate is checked by the server.
 */
export const urlConfigurationCreateSchema = z
  .strictObject({
    url: z
      .string()
      .trim()
      .min(1, fieldError('required'))
      .max(1024, fieldError('api_url_too_long'))
      .refine((value) => agentUrl(value) !== null, fieldError('agent_url_syntax'))
      .refine(
        (value) => ['grpc:', 'grpcs:', undefined].includes(agentUrl(value)?.protocol),
        fieldError('agent_url_scheme'),
      ),
    client_cert: caCertSchema.max(maxCertificates, fieldError('too_long')),
    client_key: z
      .string()
      .trim()
      .max(maxKey, fieldError('too_long'))
      .refine((value) => !encryptedKey.test(value), fieldError('client_key_encrypted'))
      .refine((value) => value === '' || key.test(value), fieldError('client_key_syntax')),
    ca_cert: caCertSchema.max(maxCertificates, fieldError('too_long')),
    tls_host: z
      .string()
      .trim()
      .refine((value) => value === '' || hostname.test(value), fieldError('tls_host_syntax')),
  })
  // GitLab silently drops a certificate that comes without its key (gitlab-api.md §6.4).
  .refine(({ client_cert, client_key }) => client_cert === '' || client_key !== '', {
    path: ['client_key'],
    error: fieldError('client_key_missing'),
  })
  .refine(({ client_cert, client_key }) => client_key === '' || client_cert !== '', {
    path: ['client_cert'],
    error: fieldError('client_cert_missing'),
  })
export type UrlConfigurationCreate = z.infer<typeof urlConfigurationCreateSchema>
