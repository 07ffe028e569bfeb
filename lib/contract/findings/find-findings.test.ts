import { describe, expect, test } from 'vitest'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { findFindings } from './find-findings.ts'
import { type FindingRule, findingRules } from './finding.ts'
import {
  agent,
  ago,
  ahead,
  ca,
  certificate,
  cluster,
  gitlab,
  instance,
  now,
  person,
  project,
  token,
  urlConfiguration,
} from './fleet-rows.fixture.ts'
import { defaultPolicy } from './policy.ts'

const facts = { now, gitlab, policy: defaultPolicy }
const always: FindingRule = 'certificate_clusters'
const found = (...rows: FleetRow[]) =>
  findFindings(rows, facts).filter(({ rule }) => rule !== always)

const caUntil = (not_after: string) => ca(certificate('aa', { not_after }))
const withCa = (not_after: string) =>
  cluster(1, { console: { ca: caUntil(not_after), as_of: ago(0) } })
const withOne = (changed: Parameters<typeof certificate>[1]) =>
  cluster(1, { console: { ca: ca(certificate('aa', changed)), as_of: ago(0) } })
const reached = (api_url: string, ofCa: 'none' | 'some' = 'some') =>
  cluster(1, {
    platform_kubernetes: { api_url, namespace: null, authorization_type: 'rbac' },
    ...(ofCa === 'none' && { console: { ca: null, as_of: ago(0) } }),
  })
const withClient = (not_after: string) =>
  agent(1, { url_configuration: urlConfiguration({ client: caUntil(not_after) }) })

const unreadable = { readable: false, certificates: [], not_after: null, sha256: null }
const second = 1_000

/** What is there, and the rules that speak up; borders stand beside each other. */
const cases: [name: string, row: FleetRow, rules: FindingRule[]][] = [
  ['a cluster as it should be', cluster(1), []],
  ['an agent as it should be', agent(1), []],

  ['an API URL with http', reached('http://k8s.example.test'), ['api_url_http']],
  ['an API URL with HTTP in capitals', reached('HTTP://k8s.example.test'), ['api_url_http']],
  ['http without a CA: one thing, not two', reached('http://k8s.test', 'none'), ['api_url_http']],
  ['https without a CA', reached('https://k8s.test', 'none'), ['ca_missing']],

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
  [
    'a receptive agent without TLS',
    agent(1, { url_configuration: urlConfiguration({ url: 'grpc://agent.test:8080' }) }),
    ['receptive_plaintext'],
  ],
  ['a receptive agent with TLS', agent(1, { url_configuration: urlConfiguration() }), []],

  [
    'ABAC',
    cluster(1, {
      platform_kubernetes: {
        api_url: 'https://k8s.test',
        namespace: null,
        authorization_type: 'abac',
      },
    }),
    ['abac'],
  ],
  [
    'an instance cluster for everything, managed by GitLab',
    cluster(1, { scope: instance, environment_scope: '*' }),
    ['instance_wildcard_managed'],
  ],
  [
    'an instance cluster for everything, not managed',
    cluster(1, { scope: instance, environment_scope: '*', managed: false }),
    [],
  ],
  [
    'an instance cluster of which GitLab does not say whether it manages it',
    cluster(1, { scope: instance, environment_scope: '*', managed: null }),
    [],
  ],
  ['a project cluster for everything', cluster(1, { environment_scope: '*' }), []],
  [
    'a management project',
    cluster(1, { management_project: { id: 5, name: 'm', path_with_namespace: 'ops/m' } }),
    ['management_project'],
  ],
  ['a disabled cluster', cluster(1, { enabled: false }), ['cluster_disabled']],
  ['a cluster of which GitLab does not say', cluster(1, { enabled: null }), []],

  ['no token', agent(1, { tokens: [] }), ['no_token']],
  ['tokens that could not be read', agent(1, { tokens: null, versions: null }), []],
  [
    'never connected for exactly 7 days',
    agent(1, { created_at: ago(7), tokens: [token(1, { last_used_at: null })] }),
    [],
  ],
  [
    'never connected for more than 7 days',
    agent(1, { created_at: ago(7, 1), tokens: [token(1, { last_used_at: null })] }),
    ['never_connected'],
  ],
  [
    'heard of 1 ms less than 8 minutes ago',
    agent(1, { tokens: [token(1, { last_used_at: ago(0, 479_999) })] }),
    [],
  ],
  [
    'heard of exactly 8 minutes ago',
    agent(1, { tokens: [token(1, { last_used_at: ago(0, 480_000) })] }),
    ['not_connected'],
  ],
  [
    'connected when it was read, an hour ago',
    agent(1, {
      tokens: [token(1, { last_used_at: ago(0, 3_660_000) })],
      console: { as_of: ago(0, 3_600_000) },
    }),
    [],
  ],
  [
    'two tokens, one unused for exactly 30 days',
    agent(1, { tokens: [token(1), token(2, { created_at: ago(30), last_used_at: null })] }),
    [],
  ],
  [
    'two tokens, one never used for more than 30 days',
    agent(1, { tokens: [token(1), token(2, { created_at: ago(30, 1), last_used_at: null })] }),
    ['token_unused'],
  ],
  [
    'two tokens, one last used more than 30 days ago',
    agent(1, { tokens: [token(1), token(2, { created_at: ago(90), last_used_at: ago(30, 1) })] }),
    ['token_unused'],
  ],
  [
    'one token that is left over stands in nobody’s way',
    agent(1, {
      created_at: ago(3),
      tokens: [token(2, { created_at: ago(60), last_used_at: null })],
    }),
    [],
  ],
  ['a token of exactly 180 days', agent(1, { tokens: [token(1, { created_at: ago(180) })] }), []],
  [
    'a token of more than 180 days',
    agent(1, { tokens: [token(1, { created_at: ago(180, 1) })] }),
    ['token_old'],
  ],
  ['an agent behind KAS', agent(1, { versions: ['18.8.9'] }), ['version_behind']],
  [
    'GitLab’s quirk: a minor before, and a patch',
    agent(1, { versions: ['18.9.4'] }),
    ['version_behind'],
  ],
  ['no version told', agent(1, { versions: null }), []],
  ['no pod runs', agent(1, { versions: [] }), []],
  ['pods of two versions', agent(1, { versions: ['18.10.1', '18.10.0'] }), ['version_mismatch']],

  [
    'a cluster of a blocked person',
    cluster(1, { user: person('bob', 'blocked') }),
    ['creator_inactive'],
  ],
  [
    'an agent of a deactivated person',
    agent(1, { created_by: person('bob', 'deactivated') }),
    ['creator_inactive'],
  ],
  [
    'a token of a blocked person',
    agent(1, { tokens: [token(1, { created_by: person('bob', 'ldap_blocked') })] }),
    ['creator_inactive'],
  ],
  ['a person of whom nothing is told', cluster(1, { user: person('bob', null) }), []],
  ['nobody named', cluster(1, { user: null }), []],
]

describe('findings', () => {
  test.each(cases)('%s', (_name, row, rules) => {
    expect(found(row).map(({ rule }) => rule)).toEqual(rules)
  })

  test('nothing at all', () => {
    expect(findFindings([], facts)).toEqual([])
  })

  test('the same CA in several rows is one finding', () => {
    const rows = [withCa(ahead(5)), { ...withCa(ahead(5)), id: 2, scope: project(1) }]
    expect(found(...rows).filter(({ rule }) => rule === 'ca_expires_7')).toMatchObject([
      { key: `ca_expires_7:${'aa'.padEnd(64, '0')}`, subjects: ['cluster-1', 'cluster-2'] },
    ])
  })

  test('SHA-1 under a certificate of somebody else weighs more than under an anchor of trust', () => {
    const sha1 = { signature_algorithm: 'sha1WithRSAEncryption' }
    expect(found(withOne(sha1))[0]?.severity).toBe('notice')
    expect(found(withOne({ ...sha1, self_signed: false }))[0]?.severity).toBe('warning')
  })

  test('certificate-based clusters are one finding together', () => {
    const all = findFindings([cluster(1), cluster(2), agent(3)], facts)
    expect(all).toMatchObject([
      { rule: always, subjects: ['cluster-1', 'cluster-2'], evidence: { count: 2 } },
    ])
  })

  test('the most severe come first, and every key is there once', () => {
    const rows = [
      cluster(9, { enabled: false }),
      ...cases.map(([, row], id) => ({ ...row, id: id + 10 })),
    ]
    const all = findFindings(rows, facts)
    const order = { critical: 0, warning: 1, notice: 2 }
    const ranks = all.map(({ severity }) => order[severity])
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
  })

  test('evidence', () => {
    expect(found(withCa(ago(3)))).toMatchObject([
      { severity: 'critical', evidence: { subject: 'CN=aa', not_after: ago(3), days: 3 } },
    ])
    const old = agent(1, { tokens: [token(4, { name: 'main', created_at: ago(200) })] })
    expect(found(old)).toMatchObject([
      {
        key: 'token_old:agent-1/token-4',
        subjects: ['agent-1'],
        evidence: { id: 4, name: 'main', days: 200 },
      },
    ])
  })

  test('rules have names of their own', () => {
    expect(findingRules.length).toBeGreaterThanOrEqual(15)
  })
})
