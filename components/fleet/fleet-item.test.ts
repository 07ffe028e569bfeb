import { expect, it } from 'vitest'
import type { Ca } from '#lib/contract/certificate.ts'
import { daysAgo, fleetAgent, fleetCluster, fleetNow } from '#lib/contract/fleet.fixture.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { evidenceOf, fleetItems } from './fleet-item.ts'

const item = (row: FleetRow) => {
  const [first] = fleetItems([row])
  if (first === undefined) throw new Error('no item')
  return first
}
const ca = (days: number): Ca => ({
  readable: true,
  certificates: [],
  not_after: daysAgo(-days),
  sha256: null,
})
const token = (id: number, age: number, used: string | null) => ({
  id,
  name: `token-${id}`,
  created_at: daysAgo(age),
  last_used_at: used,
  created_by: null,
})
const receptive = (caDays: number, clientDays: number) =>
  fleetAgent(1, {
    is_receptive: true,
    url_configuration: {
      id: 1,
      url: 'grpcs://agent.example.test:443',
      tls_host: null,
      ca: ca(caDays),
      client: ca(clientDays),
    },
  })

it.each([
  [
    'an agent',
    fleetAgent(1),
    { path: 'platform/team/app-1', topGroup: 'platform', creator: 'root' },
  ],
  ['a cluster', fleetCluster(1), { path: 'shop/web-1', creator: 'maintainer', tokens: null }],
  [
    'a cluster of the instance',
    fleetCluster(1, {
      user: null,
      scope: { kind: 'instance', id: null, name: 'Instance', path: null, web_url: null },
    }),
    { path: '', topGroup: '-', creator: '-' },
  ],
  [
    'two tokens: the oldest counts',
    fleetAgent(1, { tokens: [token(1, 10, null), token(2, 200, fleetNow)] }),
    { tokens: 2, tokenDays: 200, lastContact: fleetNow, status: 'connected' },
  ],
  ['tokens not read', fleetAgent(1, { tokens: null }), { tokens: null, tokenDays: null }],
  ['no tokens', fleetAgent(1, { tokens: [] }), { tokens: 0, tokenDays: null }],
  [
    'a CA that ends soon',
    fleetCluster(1, { console: { ca: ca(20), as_of: fleetNow } }),
    { certificateDays: 20, certificateStatus: 'expiring' },
  ],
  [
    'a CA that has ended',
    fleetCluster(1, { console: { ca: ca(-3), as_of: fleetNow } }),
    { certificateDays: -3, certificateStatus: 'expired' },
  ],
  ['the nearest of two certificates', receptive(400, 10), { certificateDays: 10 }],
  ['the other one is nearest', receptive(5, 300), { certificateDays: 5 }],
])('%s', (_name, row, expected) => {
  expect(item(row)).toMatchObject(expected)
})

it('clusters of one API URL in several scopes are duplicates, whatever the case and the port', () => {
  const at = (id: number, api_url: string) =>
    fleetCluster(id, {
      platform_kubernetes: { api_url, namespace: null, authorization_type: 'rbac' },
    })
  const rows = [
    at(1, 'https://K8S.example.test'),
    at(2, 'https://k8s.example.test:443/'),
    at(3, 'https://x.test'),
  ]
  expect(fleetItems(rows).map(({ isDuplicate }) => isDuplicate)).toEqual([true, true, false])
})

it('the evidence names the token that was used last', () => {
  const row = fleetAgent(1, { tokens: [token(1, 10, daysAgo(2)), token(2, 200, daysAgo(1))] })
  expect(evidenceOf(row, item(row)).tokens?.last_used_token).toMatchObject({ id: 2 })
  const unused = fleetAgent(1, { tokens: [token(1, 10, null)] })
  expect(evidenceOf(unused, item(unused)).tokens?.last_used_token).toBeNull()
})
