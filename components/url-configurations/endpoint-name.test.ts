import { describe, expect, test } from 'vitest'
import { endpointMatch, endpointName } from './endpoint-name.ts'

test.each([
  ['grpcs://Agent.example.test:4242', '', 'agent.example.test'],
  ['grpcs://agent.example.test', ' TLS.example.test ', 'tls.example.test'],
  ['grpcs://[2001:db8::1]:4242', '', '[2001:db8::1]'],
  ['grpc://agent.example.test:4242', 'tls.example.test', null],
  ['https://agent.example.test', '', null],
  ['agent.example.test', 'tls.example.test', null],
  ['', '', null],
])('the agent at %j with TLS host %j must be %j', (url, tlsHost, name) => {
  expect(endpointName(url, tlsHost)).toBe(name)
})

const leaf = (...names: string[]) => ({ is_ca: false, subject_alt_names: names })
const authority = (...names: string[]) => ({ is_ca: true, subject_alt_names: names })

describe('a certificate of the agent', () => {
  test.each([
    ['DNS:agent.example.test', 'agent.example.test', 'valid'],
    ['DNS:AGENT.example.test', 'agent.example.test', 'valid'],
    ['DNS:other.example.test', 'agent.example.test', 'mismatch'],
    ['DNS:*.example.test', 'agent.example.test', 'valid'],
    ['DNS:*.example.test', 'a.b.example.test', 'mismatch'],
    ['DNS:*.example.test', 'example.test', 'mismatch'],
    ['DNS:*', 'agent', 'mismatch'],
    ['IP Address:10.0.0.1', '10.0.0.1', 'valid'],
    ['IP Address:10.0.0.1', '10.0.0.11', 'mismatch'],
    ['DNS:10.0.0.1x', '10.0.0.1', 'mismatch'],
    ['IP Address:2001:DB8:0:0:0:0:0:1', '[2001:db8::1]', 'valid'],
    ['IP Address:2001:DB8:0:0:0:0:0:2', '[2001:db8::1]', 'mismatch'],
    ['email:agent.example.test', 'agent.example.test', 'mismatch'],
  ])('for %j, and %j is expected: %s', (san, name, expected) => {
    expect(endpointMatch([leaf(san)], name)).toBe(expected)
  })
})

test.each([
  ['nothing', [], 'a.test', null],
  ['no name to expect', [leaf('DNS:a.test')], null, null],
  ['a certificate without names', [leaf()], 'a.test', 'mismatch'],
  ['an authority', [authority()], 'a.test', null],
  [
    'a self-signed certificate that calls itself an authority',
    [authority('DNS:a.test')],
    'a.test',
    'valid',
  ],
  ['one of several that fits', [leaf('DNS:b.test'), leaf('DNS:a.test')], 'a.test', 'valid'],
  ['none of several', [leaf('DNS:b.test'), authority('DNS:c.test')], 'a.test', 'mismatch'],
  ['another agent beside an authority', [leaf('DNS:b.test'), authority()], 'a.test', null],
])('a CA field that holds %s', (_, certificates, name, expected) => {
  expect(endpointMatch(certificates, name)).toBe(expected)
})
