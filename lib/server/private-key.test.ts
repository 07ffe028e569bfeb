import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readPrivateKey } from './private-key.ts'

const pkcs8 = { type: 'pkcs8', format: 'pem' } as const
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const ed = generateKeyPairSync('ed25519').privateKey
const locked = { cipher: 'aes-256-cbc', passphrase: 'fake-passphrase' } as const

const pem = (der: Buffer, label = 'PRIVATE KEY') =>
  `-----BEGIN ${label}-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`

describe('a key is read', () => {
  test.each([
    ['RSA in PKCS 8', rsa.export(pkcs8), 'rsa'],
    ['RSA in PKCS 1', rsa.export({ type: 'pkcs1', format: 'pem' }), 'rsa'],
    ['EC in PKCS 8', ec.export(pkcs8), 'ec'],
    ['EC as openssl ecparam writes it', ec.export({ type: 'sec1', format: 'pem' }), 'ec'],
    ['Ed25519', ed.export(pkcs8), 'ed25519'],
  ])('%s', (_, text, kind) => {
    const key = readPrivateKey(`words before\n${text.toString().replaceAll('\n', '\r\n')}`)
    expect(key).toMatchObject({ asymmetricKeyType: kind })
  })
})

test.each([
  ['PKCS 8', ec.export({ ...pkcs8, ...locked })],
  ['PKCS 1', rsa.export({ type: 'pkcs1', format: 'pem', ...locked })],
])('a key with a passphrase: %s', (_, text) => {
  expect(readPrivateKey(text.toString())).toBe('encrypted')
})

test.each([
  ['nothing', ''],
  ['words', 'fake key'],
  ['a key that is cut', ec.export(pkcs8).toString().slice(0, 100)],
  ['a block of nothing', pem(Buffer.alloc(0))],
  ['a block of noise', pem(Buffer.from('fake key'))],
  ['a key under a wrong name', pem(rsa.export({ type: 'pkcs1', format: 'der' }), 'EC PRIVATE KEY')],
  ['a key of another kind', generateKeyPairSync('x25519').privateKey.export(pkcs8).toString()],
  ['only the beginning, often', '-----BEGIN PRIVATE KEY-----\n'.repeat(500)],
])('%s is unreadable', (_, text) => {
  expect(readPrivateKey(text)).toBe('unreadable')
})

/** Loading such a DSA key computes `g^x mod p`: with these sizes for about 7 s. */
function slowDsaKey(label: string): string {
  const der = (tag: number, ...parts: Buffer[]) => {
    const content = Buffer.concat(parts)
    return Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length]), content])
  }
  const number = () => der(2, Buffer.from([0]), randomBytes(1_998), Buffer.from([1]))
  const algorithm = der(
    0x30,
    Buffer.from('06072a8648ce380401', 'hex'),
    der(0x30, number(), number(), number()),
  )
  return pem(der(0x30, Buffer.from('020100', 'hex'), algorithm, der(4, number())), label)
}

test.each(['', 'RSA ', 'EC '])('a key that strangers made to be slow costs nothing: %j', (name) => {
  const begin = performance.now()
  expect(readPrivateKey(slowDsaKey(`${name}PRIVATE KEY`))).toBe('unreadable')
  expect(performance.now() - begin).toBeLessThan(200)
})
