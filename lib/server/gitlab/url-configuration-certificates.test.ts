import { beforeAll, describe, expect, test } from 'vitest'
import type { UrlConfigurationCreate } from '#lib/contract/url-configuration.ts'
import { makeMtls } from './url-configuration.fixture.ts'
import { assertCertificates } from './url-configuration-certificates.ts'

let made: Awaited<ReturnType<typeof makeMtls>>
beforeAll(async () => {
  made = await makeMtls()
})

describe('certificates and key', () => {
  const errorsOf = (changed: Partial<UrlConfigurationCreate>) => {
    try {
      assertCertificates({ ...made.mtls, ...changed })
      return null
    } catch (error) {
      return error
    }
  }

  test('that belong together', () => {
    expect(errorsOf({})).toBeNull()
    expect(errorsOf({ client_cert: '', client_key: '', ca_cert: '' })).toBeNull()
  })

  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
  test.each([
    [
      'a key of another certificate',
      () => ({ client_key: made.other.key }),
      'client_key',
      'client_key_mismatch',
    ],
    [
      'a key that is none',
      () => ({ client_key: made.one.key.replace(/\n.{20}/, '\nAAAA') }),
      'client_key',
      'client_key_syntax',
    ],
    [
      'a certificate that is none',
      () => ({ client_cert: broken }),
      'client_cert',
      'ca_cert_syntax',
    ],
    ['a CA that is none', () => ({ ca_cert: broken }), 'ca_cert', 'ca_cert_syntax'],
  ])('%s', (_, changed, field, key) => {
    const problem = errorsOf(changed())
    expect(problem).toMatchObject({
      code: 'validation_failed',
      errors: { [field]: [`validation.${key}`] },
    })
    expect(JSON.stringify(problem)).not.toContain(made.one.key.slice(40, 80))
  })
})
