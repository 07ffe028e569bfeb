import { expect, it } from 'vitest'
import { findFindings } from '#lib/contract/findings/find-findings.ts'
import * as fleet from '#lib/contract/findings/fleet-rows.fixture.ts'
import { defaultPolicy } from '#lib/contract/findings/policy.ts'
import { fleetAgent, fleetCluster, fleetNow } from '#lib/contract/fleet.fixture.ts'
import { urgentFindings } from './urgent-findings.ts'

const facts = {
  now: Date.parse(fleetNow),
  gitlab: { version: '18.5.0', kas_version: '18.5.0', enterprise: true },
  policy: defaultPolicy,
}

it('what is found often is one thing to do, the most severe first', () => {
  const plain = { platform_kubernetes: { ...fleetCluster(1).platform_kubernetes } }
  const rows = [
    ...[1, 2, 3, 4, 5].map((id) => fleetAgent(id, { tokens: [] })),
    fleetCluster(6, {
      platform_kubernetes: { ...plain.platform_kubernetes, api_url: 'http://k8s.example.test' },
    }),
  ]
  const urgent = urgentFindings(rows, findFindings(rows, facts))
  expect(urgent[0]).toMatchObject({ rule: 'api_url_http', severity: 'critical', more: 0 })
  expect(urgent.find(({ rule }) => rule === 'no_token')).toMatchObject({
    severity: 'warning',
    rows: rows.slice(0, 3),
    more: 2,
  })
  expect(urgent.length).toBeLessThanOrEqual(5)
})

const oldCa = (id: number, self_signed: boolean) =>
  fleet.cluster(id, {
    console: {
      ca: fleet.ca(
        fleet.certificate(`a${id}`, { self_signed, signature_algorithm: 'sha1WithRSAEncryption' }),
      ),
      as_of: fleetNow,
    },
  })

it.each([
  ['a notice of a rule that warns is a notice', [oldCa(1, true)], 'notice'],
  ['beside a warning of that rule it warns', [oldCa(1, true), oldCa(2, false)], 'warning'],
] as const)('%s', (_name, rows, severity) => {
  const urgent = urgentFindings(rows, findFindings(rows, facts))
  expect(urgent.find(({ rule }) => rule === 'weak_signature')).toMatchObject({ severity })
})

it('nothing found is nothing to do', () => {
  expect(urgentFindings([], [])).toEqual([])
})
