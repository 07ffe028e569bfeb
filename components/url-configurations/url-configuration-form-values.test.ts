import { expect, test } from 'vitest'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import {
  newValues,
  toCreate,
  type UrlConfigurationFormValues,
  urlConfigurationFormSchema,
  valuesOf,
} from './url-configuration-form-values.ts'

const cert = '-----BEGIN CERTIFICATE-----\nZmFrZQ==\n-----END CERTIFICATE-----'
const key = '-----BEGIN PRIVATE KEY-----\nZmFrZQ==\n-----END PRIVATE KEY-----'
const url = 'grpcs://agent.example.test:4242'

const wrong: [change: Partial<UrlConfigurationFormValues>, errors: Record<string, string>][] = [
  [{}, {}],
  [{ url: '' }, { url: 'required' }],
  [{ url: 'https://agent.example.test' }, { url: 'agent_url_scheme' }],
  [{ method: 'mtls' }, { client_cert: 'required', client_key: 'required' }],
  [{ method: 'mtls', client_cert: cert }, { client_key: 'client_key_missing' }],
  [{ method: 'mtls', client_key: key }, { client_cert: 'client_cert_missing' }],
  [{ method: 'mtls', client_cert: cert, client_key: key }, {}],
  [
    { method: 'mtls', client_cert: key, client_key: cert },
    { client_cert: 'ca_cert_private_key', client_key: 'client_key_syntax' },
  ],
  [{ method: 'jwt', client_cert: cert, client_key: 'fake' }, {}],
  [{ ca_cert: 'fake' }, { ca_cert: 'ca_cert_syntax' }],
  [{ tls_host: 'a b' }, { tls_host: 'tls_host_syntax' }],
]

test.each(wrong)('%j is complained about as %j', (change, errors) => {
  const { error } = urlConfigurationFormSchema.safeParse({ ...newValues, url, ...change })
  const found: Record<string, string> = {}
  // Of several messages a form shows the first.
  for (const { path, message } of error?.issues ?? []) {
    found[path.join('.')] ??= message.replace('validation.', '')
  }
  expect(found).toEqual(errors)
})

test('with JWT nothing of a certificate is sent', () => {
  const values = { ...newValues, url, client_cert: cert, client_key: key, ca_cert: cert }
  expect(toCreate(values)).toEqual({
    url,
    client_cert: '',
    client_key: '',
    ca_cert: cert,
    tls_host: '',
  })
  expect(toCreate({ ...values, method: 'mtls' })).toMatchObject({
    client_cert: cert,
    client_key: key,
  })
})

test('a configuration is replaced with all but its secret', () => {
  const console = { as_of: '2026-11-20T12:00:00.000Z', client_cert: null, ca_cert: null }
  const mtls: UrlConfiguration = {
    id: 1,
    agent_id: 1,
    url,
    public_key: null,
    client_cert: `${cert}\r\n`,
    ca_cert: cert,
    tls_host: 'tls.example.test',
    console,
  }
  expect(valuesOf(mtls)).toEqual({
    url,
    method: 'mtls',
    client_cert: `${cert}\n`,
    client_key: '',
    ca_cert: cert,
    tls_host: 'tls.example.test',
  })
  const jwt = { ...mtls, public_key: 'fake', client_cert: null, ca_cert: null, tls_host: null }
  expect(valuesOf(jwt)).toEqual({ ...newValues, url })
})
