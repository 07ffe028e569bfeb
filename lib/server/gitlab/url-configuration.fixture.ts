import type { UrlConfigurationCreate } from '#lib/contract/url-configuration.ts'
import { type SelfSigned, selfSigned } from '#lib/server/self-signed.fixture.ts'

const year = 31_536_000_000

export const jwt: UrlConfigurationCreate = {
  url: 'grpcs://agent.example.com:4242',
  client_cert: '',
  client_key: '',
  ca_cert: '',
  tls_host: '',
}

/** A URL configuration with mTLS, and a pair that has no part in it. */
export async function makeMtls(): Promise<{
  mtls: UrlConfigurationCreate
  one: SelfSigned
  other: SelfSigned
}> {
  const options = {
    algorithm: 'ec-384',
    notBefore: Date.now() - year,
    notAfter: Date.now() + year,
  } as const
  const one = await selfSigned({ subject: 'CN=one', ...options })
  const other = await selfSigned({ subject: 'CN=other', ...options })
  const mtls = {
    ...jwt,
    client_cert: one.pem.trim(),
    client_key: one.key.trim(),
    ca_cert: other.pem.trim(),
    tls_host: 'agent.example.com',
  }
  return { mtls, one, other }
}
