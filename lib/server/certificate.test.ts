import { beforeAll, describe, expect, test } from 'vitest'
import { inspect, inspectCa } from './certificate.ts'
import { type SelfSigned, selfSigned } from './self-signed.fixture.ts'

const day = 86_400_000
const begin = Date.UTC(2026, 0, 1)

let ca: SelfSigned
let leaf: SelfSigned
beforeAll(async () => {
  ca = await selfSigned({
    subject: 'CN=Example CA, O=Example',
    algorithm: 'rsa-2048',
    notBefore: begin,
    notAfter: begin + 90 * day,
    isCa: true,
  })
  leaf = await selfSigned({
    subject: 'CN=leaf\u202e',
    algorithm: 'ec-384',
    notBefore: begin,
    notAfter: begin + 30 * day,
    dns: ['api.example.test', 'odd, name'],
    ip: ['10.0.0.1'],
  })
})

describe('inspectCa', () => {
  test.each([null, '', '  \n'])('%j is an empty field', (pem) => {
    expect(inspectCa(pem)).toBeNull()
  })

  test('an RSA authority', () => {
    const read = inspectCa(`some words before\n${ca.pem}\n`)
    expect(read).toMatchObject({
      readable: true,
      not_after: new Date(begin + 90 * day).toISOString(),
    })
    expect(read?.certificates).toEqual([
      {
        subject: 'CN=Example CA, O=Example',
        issuer: 'CN=Example CA, O=Example',
        serial_number: '0A',
        not_before: new Date(begin).toISOString(),
        not_after: new Date(begin + 90 * day).toISOString(),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        subject_alt_names: [],
        is_ca: true,
        self_signed: true,
        key: { type: 'rsa', bits: 2048 },
        signature_algorithm: 'sha256WithRSAEncryption',
      },
    ])
  })

  test('a certificate on an elliptic curve with names', () => {
    expect(inspectCa(leaf.pem)?.certificates[0]).toMatchObject({
      subject: 'CN=leaf',
      subject_alt_names: ['DNS:api.example.test', 'DNS:odd, name', 'IP Address:10.0.0.1'],
      is_ca: false,
      key: { type: 'ec', bits: 384 },
      signature_algorithm: 'ecdsa-with-SHA256',
    })
  })

  test('a bundle: the first to expire counts', () => {
    const read = inspectCa(`${ca.pem}\n${leaf.pem}`)
    expect(read?.certificates.map(({ is_ca }) => is_ca)).toEqual([true, false])
    expect(read?.readable).toBe(true)
    expect(read?.not_after).toBe(new Date(begin + 30 * day).toISOString())
    expect(read?.sha256).toBe(read?.certificates[1]?.sha256)
  })

  test('a bundle with one broken part says so and shows the rest', () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
    const cut = ca.pem.slice(0, 100)
    for (const part of [broken, cut]) {
      const read = inspectCa(`${leaf.pem}\n${part}`)
      expect(read).toMatchObject({
        readable: false,
        not_after: new Date(begin + 30 * day).toISOString(),
      })
      expect(read?.certificates).toHaveLength(1)
    }
  })

  test.each([
    'not a certificate',
    '-----BEGIN CERTIFICATE-----',
    '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
    '-----BEGIN CERTIFICATE-----'.repeat(2_000),
    'a'.repeat(100_000),
  ])('unreadable', (pem) => {
    expect(inspectCa(pem)).toEqual({
      readable: false,
      certificates: [],
      not_after: null,
      sha256: null,
    })
  })
})

describe('inspect with a key', () => {
  test('the key of the first certificate', () => {
    expect(inspect(`${leaf.pem}\n${ca.pem}`, leaf.key).key).toBe('matches')
    expect(inspect(ca.pem, ca.key).key).toBe('matches')
  })

  test.each([
    ['of another certificate', () => ca.key, 'mismatch'],
    ['that is none', () => 'not a key', 'unreadable'],
    ['that is cut', () => leaf.key.slice(0, 100), 'unreadable'],
    ['with a passphrase', () => '-----BEGIN ENCRYPTED PRIVATE KEY-----', 'encrypted'],
  ])('a key %s', (_, key, state) => {
    expect(inspect(leaf.pem, key()).key).toBe(state)
  })

  test.each([undefined, '', ' '])('no key: %j', (key) => {
    expect(inspect(leaf.pem, key).key).toBeNull()
  })

  test('no certificate', () => {
    expect(inspect('nothing', leaf.key)).toMatchObject({
      readable: false,
      key: 'no_certificate',
    })
  })

  test('the key is nowhere in the answer', () => {
    const middle = leaf.key.split('\n')[1] ?? ''
    expect(middle.length).toBeGreaterThan(20)
    expect(JSON.stringify(inspect(leaf.pem, leaf.key))).not.toContain(middle)
  })
})

describe('what strangers put into a field', () => {
  test('of an endless bundle only so much is read', () => {
    const read = inspectCa(`${ca.pem}\n`.repeat(100))
    expect(read?.certificates).toHaveLength(20)
    expect(read?.readable).toBe(false)
  })
})
