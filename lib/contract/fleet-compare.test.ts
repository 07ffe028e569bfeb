import { expect, it } from 'vitest'
import { certificate } from './findings/fleet-rows.fixture.ts'
import { daysAgo, fleetAgent, fleetCluster, fleetEnd, fleetNow } from './fleet.fixture.ts'
import type { FleetRow } from './fleet.ts'
import { compareFleets, fleetSnapshot, fleetSnapshotSchema } from './fleet-compare.ts'

const token = (id: number, last_used_at: string | null = daysAgo(0)) => ({
  id,
  name: 'main',
  created_at: daysAgo(100),
  last_used_at,
  created_by: null,
})
const ca = (days: number, sha256: string) => ({
  readable: true,
  certificates: [],
  not_after: daysAgo(-days),
  sha256,
})
const withCa = (days: number) =>
  fleetCluster(1, { console: { ca: ca(days, 'a'), as_of: fleetNow } })
const receptive = fleetAgent(1, {
  is_receptive: true,
  url_configuration: {
    id: 1,
    url: 'grpcs://agent.example.test:8443',
    tls_host: null,
    ca: { ...ca(-1, 'a'), certificates: [certificate('a')] },
    client: { ...ca(40, 'b'), certificates: [certificate('b')] },
  },
})
const unread = { ...receptive, url_configuration: null }
const untold = { ...unread, is_receptive: null }
const none = { ...unread, is_receptive: false }
const allOfIt = ['ca', 'agent_url', 'client_certificate']

it.each<[string, FleetRow, FleetRow, string[], string[]]>([
  ['the same', fleetAgent(1), fleetAgent(1), [], []],
  [
    'a later reading and a later contact',
    fleetAgent(1, { tokens: [token(1, daysAgo(1))], console: { as_of: daysAgo(1) } }),
    fleetAgent(1, { tokens: [token(1)] }),
    [],
    [],
  ],
  ['a name', fleetAgent(1), fleetAgent(1, { name: 'x' }), ['name'], []],
  [
    'a rotated token',
    fleetAgent(1, { tokens: [token(1)] }),
    fleetAgent(1, { tokens: [token(2)] }),
    ['tokens'],
    [],
  ],
  [
    'tokens in another order',
    fleetAgent(1, { tokens: [token(1), token(2)] }),
    fleetAgent(1, { tokens: [token(2), token(1)] }),
    [],
    [],
  ],
  ['tokens that were not read', fleetAgent(1, { tokens: null }), fleetAgent(1), [], []],
  [
    'a lost agent',
    fleetAgent(1, { tokens: [token(1)] }),
    fleetAgent(1, { tokens: [token(1, daysAgo(2))] }),
    [],
    ['not_connected'],
  ],
  [
    'one that was lost before',
    fleetAgent(1, { tokens: [token(1, daysAgo(5))] }),
    fleetAgent(1, { tokens: [token(1, daysAgo(5))] }),
    [],
    [],
  ],
  [
    'one whose last token was revoked',
    fleetAgent(1, { tokens: [token(1)] }),
    fleetAgent(1, { tokens: [] }),
    ['tokens'],
    ['no_token'],
  ],
  ['a disabled cluster', fleetCluster(1), fleetCluster(1, { enabled: false }), ['enabled'], []],
  ['a certificate that now ends soon', withCa(40), withCa(20), [], ['expiring']],
  ['a certificate that has ended', withCa(20), withCa(-1), [], ['expired']],
  ['one that had ended before', withCa(-1), withCa(-2), [], []],
  ['a URL configuration that is not read any more', receptive, unread, [], []],
  ['one that was not read before', unread, receptive, [], []],
  ['a receptive agent that nobody tells of', receptive, untold, [], []],
  ['one that nobody told of', untold, receptive, [], []],
  ['a URL configuration that was deleted', receptive, none, allOfIt, []],
  ['one that is new, with a certificate that has ended', none, receptive, allOfIt, ['expired']],
  [
    'a lost agent whose tokens were not read before',
    fleetAgent(1, { tokens: null }),
    fleetAgent(1, { tokens: [token(1, daysAgo(2))] }),
    [],
    [],
  ],
])('%s', (_name, before, after, fields, reasons) => {
  const { changed, stale, added, gone } = compareFleets([before], [after])
  expect(changed.flatMap((one) => one.fields)).toEqual(fields)
  expect(stale.flatMap((one) => one.reasons)).toEqual(reasons)
  expect([added, gone]).toEqual([[], []])
})

it('rows are told apart by kind and id', () => {
  const { added, gone } = compareFleets(
    [fleetAgent(1), fleetCluster(1)],
    [fleetCluster(1), fleetAgent(2)],
  )
  expect(added).toEqual([fleetAgent(2)])
  expect(gone).toEqual([fleetAgent(1)])
})

it('a saved scan can be read again, and nothing else', () => {
  const file = fleetSnapshot(fleetEnd(), [fleetAgent(1), fleetCluster(2)])
  expect(fleetSnapshotSchema.parse(JSON.parse(JSON.stringify(file)))).toEqual(file)
  expect(fleetSnapshotSchema.safeParse({ ...file, version: 2 }).success).toBe(false)
  expect(fleetSnapshotSchema.safeParse([]).success).toBe(false)
})
