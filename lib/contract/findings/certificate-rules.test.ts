import { expect, test } from 'vitest'
import {
  caUntil,
  type RuleCase,
  rulesOf,
  withCa,
  withClient,
  withOne,
} from './find-findings.fixture.ts'
import {
  agent,
  ago,
  ahead,
  ca,
  certificate,
  cluster,
  urlConfiguration,
} from './fleet-rows.fixture.ts'

const unreadable = { readable: false, certificates: [], not_after: null, sha256: null }
const second = 1_000

const cases: RuleCase[] = [
  ['a CA that ends now', withCa(ahead(0)), ['ca_expired']],
  ['a CA that ended yesterday', withCa(ago(1)), ['ca_expired']],
  ['a CA in its last second', withCa(ahead(0, second)), ['ca_expires_7']],
  ['a CA of almost 7 days', withCa(ahead(7, -1)), ['ca_expires_7']],
  ['a CA of exactly 7 days', withCa(ahead(7)), ['ca_expires_30']],
  ['a CA of almost 30 days', withCa(ahead(30, -1)), ['ca_expires_30']],
  ['a CA of exactly 30 days', withCa(ahead(30)), ['ca_expires_60']],
  ['a CA of almost 60 days', withCa(ahead(60, -1)), ['ca_expires_60']],
  ['a CA of exactly 60 days', withCa(ahead(60)), ['ca_expires_90']],
  ['a CA of almost 90 days', withCa(ahead(90, -1)), ['ca_expires_90']],
  ['a CA of exactly 90 days', withCa(ahead(90)), []],
  [
    'a CA that cannot be read',
    cluster(1, { console: { ca: unreadable, as_of: ago(0) } }),
    ['ca_unreadable'],
  ],
  ['a CA that is none', withOne({ is_ca: false }), ['ca_not_a_ca']],
  [
    'a bundle with one CA',
    cluster(1, {
      console: {
        ca: ca(certificate('aa', { is_ca: false }), certificate('bb')),
        as_of: ago(0),
      },
    }),
    [],
  ],
  ['RSA with 2,047 bits', withOne({ key: { type: 'rsa', bits: 2047 } }), ['weak_key']],
  ['RSA with 2,048 bits', withOne({ key: { type: 'rsa', bits: 2048 } }), []],
  ['a curve of 192 bits', withOne({ key: { type: 'ec', bits: 192 } }), ['weak_key']],
  ['a curve of 224 bits', withOne({ key: { type: 'ec', bits: 224 } }), []],
  ['DSA', withOne({ key: { type: 'dsa', bits: 4096 } }), ['weak_key']],
  ['Ed25519', withOne({ key: { type: 'ed25519', bits: 256 } }), []],
  ['a key of unknown size', withOne({ key: { type: 'rsa', bits: null } }), []],
  ['SHA-1 with RSA', withOne({ signature_algorithm: 'sha1WithRSAEncryption' }), ['weak_signature']],
  ['SHA-1 with a curve', withOne({ signature_algorithm: 'ecdsa-with-SHA1' }), ['weak_signature']],
  ['MD5', withOne({ signature_algorithm: 'md5WithRSAEncryption' }), ['weak_signature']],
  ['SHA-512', withOne({ signature_algorithm: 'sha512WithRSAEncryption' }), []],
  ['an unknown signature', withOne({ signature_algorithm: null }), []],
  ['a client certificate that is over', withClient(ago(0)), ['client_expired']],
  ['a client certificate of 6 days', withClient(ahead(6)), ['client_expires_7']],
  ['a client certificate of exactly 7 days', withClient(ahead(7)), ['client_expires_30']],
  ['a client certificate of exactly 30 days', withClient(ahead(30)), ['client_expires_60']],
  ['a client certificate of exactly 60 days', withClient(ahead(60)), ['client_expires_90']],
  ['a client certificate of exactly 90 days', withClient(ahead(90)), []],
  [
    'a client certificate is no CA, and need not be',
    agent(1, {
      url_configuration: urlConfiguration({ client: ca(certificate('aa', { is_ca: false })) }),
    }),
    [],
  ],
  [
    'a client certificate that cannot be read',
    agent(1, { url_configuration: urlConfiguration({ client: unreadable }) }),
    ['client_unreadable'],
  ],
  [
    'a receptive agent whose CA ends',
    agent(1, { url_configuration: urlConfiguration({ ca: caUntil(ahead(6)) }) }),
    ['ca_expires_7'],
  ],
]

test.each(cases)('%s', (_name, row, rules) => {
  expect(rulesOf(row)).toEqual(rules)
})
