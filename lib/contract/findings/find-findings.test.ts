import { describe, expect, test } from 'vitest'
import { always, facts, found, withCa, withClient, withOne } from './find-findings.fixture.ts'
import { findFindings } from './find-findings.ts'
import { findingRules } from './finding.ts'
import { agent, ago, ahead, cluster, project, token } from './fleet-rows.fixture.ts'

describe('findings', () => {
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
      agent(10, { tokens: [] }),
      agent(11, { tokens: [token(1, { created_at: ago(200) })] }),
      ...[-1, 6, 20, 50].map((days, index) => ({ ...withCa(ahead(days)), id: 20 + index })),
      { ...withOne({ key: { type: 'dsa', bits: 4096 } }), id: 30 },
      { ...withClient(ahead(6)), id: 31 },
    ]
    const all = findFindings(rows, facts)
    const order = { critical: 0, warning: 1, notice: 2 }
    const ranks = all.map(({ severity }) => order[severity])
    expect(new Set(ranks)).toEqual(new Set([0, 1, 2]))
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
