import 'server-only'
import { z } from 'zod'
import type { UrlConfiguration, UrlConfigurationCreate } from '#lib/contract/url-configuration.ts'
import { inspectCa } from '#lib/server/certificate.ts'

const optional = z
  .string()
  .nullish()
  .transform((value) => value || null)

/** The entity `AgentUrlConfiguration` (gitlab-api.md §6.4); keys that are not named here are dropped. */
export const gitlabUrlConfigurationSchema = z.object({
  id: z.number().int().positive(),
  agent_id: z.number().int().positive(),
  url: z.string(),
  public_key: optional,
  client_cert: optional,
  ca_cert: optional,
  tls_host: optional,
})

const encode = (pem: string): string => Buffer.from(pem).toString('base64')

/** GitLab sends Base64, in one line or in lines by version; the PEM itself is taken too, as its manual shows it. */
function decode(value: string | null): string | null {
  if (value === null || value.trimStart().startsWith('-----BEGIN ')) return value
  return Buffer.from(value, 'base64').toString('utf8')
}

/** A configuration as the console shows it, with PEM for Base64. `readAt` is by GitLab's clock. */
export function toUrlConfiguration(
  configuration: z.infer<typeof gitlabUrlConfigurationSchema>,
  readAt: Date,
): UrlConfiguration {
  const client_cert = decode(configuration.client_cert)
  const ca_cert = decode(configuration.ca_cert)
  return {
    ...configuration,
    public_key: configuration.public_key?.replace(/\s+/g, '') ?? null,
    client_cert,
    ca_cert,
    console: {
      as_of: readAt.toISOString(),
      client_cert: inspectCa(client_cert),
      ca_cert: inspectCa(ca_cert),
    },
  }
}

/** What GitLab takes: certificates and key in Base64, nothing that is empty (gitlab-api.md §6.4). */
export function toGitLab(body: UrlConfigurationCreate): Record<string, string> {
  const { url, client_cert, client_key, ca_cert, tls_host } = body
  const entries = [
    ['url', url],
    ['client_cert', encode(client_cert)],
    ['client_key', encode(client_key)],
    ['ca_cert', encode(ca_cert)],
    ['tls_host', tls_host],
  ] as const
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}
