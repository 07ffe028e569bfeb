import { expect, test } from 'vitest'
import { urlConfigurationCreateSchema } from './url-configuration.ts'

const certificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'
const good = {
  url: 'grpcs://agent.example.com:4242',
  client_cert: '',
  client_key: '',
  ca_cert: '',
  tls_host: '',
}

test.each([
  [{}],
  [{ url: 'grpc://10.0.0.1:8080' }],
  [{ url: ' grpcs://[::1]:4242 ' }],
  [{ tls_host: 'agent.example.com' }],
  [{ client_cert: certificate, client_key: key }],
  [{ client_cert: certificate, client_key: key.replaceAll('PRIVATE', 'EC PRIVATE') }],
  [{ ca_cert: `${certificate}\n${certificate}` }],
])('%j is accepted', (changed) => {
  expect(urlConfigurationCreateSchema.safeParse({ ...good, ...changed }).error).toBeUndefined()
})

test.each([
  [{ url: '' }, 'url', 'required'],
  [{ url: 'agent.example.com' }, 'url', 'agent_url_syntax'],
  [{ url: 'grpcs://' }, 'url', 'agent_url_syntax'],
  [{ url: 'grpcs://me:secret@agent.example.com' }, 'url', 'agent_url_syntax'],
  [{ url: 'https://agent.example.com' }, 'url', 'agent_url_scheme'],
  [{ url: 'ws://agent.example.com' }, 'url', 'agent_url_scheme'],
  [{ url: 'javascript:alert(1)' }, 'url', 'agent_url_syntax'],
  [{ url: `grpcs://${'a'.repeat(1024)}` }, 'url', 'api_url_too_long'],
  [{ tls_host: 'https://agent.example.com' }, 'tls_host', 'tls_host_syntax'],
  [{ tls_host: 'a_b' }, 'tls_host', 'tls_host_syntax'],
  [{ tls_host: 'agent:4242' }, 'tls_host', 'tls_host_syntax'],
  [{ client_cert: certificate }, 'client_key', 'client_key_missing'],
  [{ client_key: key }, 'client_cert', 'client_cert_missing'],
  [{ client_cert: key, client_key: key }, 'client_cert', 'ca_cert_private_key'],
  [{ client_cert: 'x', client_key: key }, 'client_cert', 'ca_cert_syntax'],
  [{ client_cert: certificate, client_key: certificate }, 'client_key', 'client_key_syntax'],
  [
    { client_cert: certificate, client_key: key.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE') },
    'client_key',
    'client_key_encrypted',
  ],
  [
    {
      client_cert: certificate,
      client_key:
        '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----',
    },
    'client_key',
    'client_key_encrypted',
  ],
  [{ client_cert: certificate, client_key: 'x'.repeat(12_001) }, 'client_key', 'too_long'],
  [{ ca_cert: 'x' }, 'ca_cert', 'ca_cert_syntax'],
])('%j is refused', (changed, field, error) => {
  const { issues = [] } =
    urlConfigurationCreateSchema.safeParse({ ...good, ...changed }).error ?? {}
  expect(issues.map((issue) => [issue.path.join('.'), issue.message])).toContainEqual([
    field,
    `validation.${error}`,
  ])
})
