import { describe, expect, test } from 'vitest'
import { pemFromFile, pemFromText } from './pem.ts'

const pem = '-----BEGIN CERTIFICATE-----\nZmFrZQ==\n-----END CERTIFICATE-----'
const encoded = Buffer.from(`${pem}\n`).toString('base64')

describe('pemFromText', () => {
  test.each([
    ['PEM', pem, pem],
    ['PEM with Windows line ends', pem.replaceAll('\n', '\r\n'), pem],
    ['base64 of PEM', encoded, pem],
    ['base64 over several lines', `  ${encoded.slice(0, 20)}\n  ${encoded.slice(20)}\n`, pem],
    ['broken base64', 'LS0tLS1CRUdJTi%', 'LS0tLS1CRUdJTi%'],
    ['something else', 'hello', 'hello'],
    ['nothing', '', ''],
  ])('%s', (_name, text, expected) => {
    expect(pemFromText(text)).toBe(expected)
  })
})

describe('pemFromFile', () => {
  test('text', () => {
    expect(pemFromFile(new TextEncoder().encode(pem))).toBe(pem)
  })
  test('DER is wrapped at 64 characters', () => {
    const der = new Uint8Array([0x30, 0x82, ...Array<number>(100).fill(7)])
    const lines = pemFromFile(der).split('\n')
    expect(lines[0]).toBe('-----BEGIN CERTIFICATE-----')
    expect(lines[1]).toHaveLength(64)
    expect(Buffer.from(lines.slice(1, -1).join(''), 'base64')).toEqual(Buffer.from(der))
  })
  test('a file of one zero is not DER', () => {
    expect(pemFromFile(new TextEncoder().encode('0'))).toBe('0')
  })
})
