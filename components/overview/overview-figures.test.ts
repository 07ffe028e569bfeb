import { describe, expect, it } from 'vitest'
import { daysAgo, fleetAgent, fleetCluster } from '#lib/contract/fleet.fixture.ts'
import { statusTally, tokenAgeTally, versionTally } from './overview-figures.ts'

const tokens = (...ages: number[]) =>
  ages.map((age, index) => ({
    id: index + 1,
    name: `token-${index}`,
    created_at: daysAgo(age),
    last_used_at: null,
    created_by: null,
  }))

it('connections are counted by how they stand, without what there is none of', () => {
  const rows = [
    fleetAgent(1),
    fleetAgent(2),
    fleetAgent(3, { tokens: [] }),
    fleetCluster(4),
    fleetCluster(5, { enabled: false }),
  ]
  expect(statusTally(rows)).toEqual([
    { key: 'no_token', count: 1 },
    { key: 'connected', count: 2 },
    { key: 'disabled', count: 1 },
    { key: 'enabled', count: 1 },
  ])
})

it('agents are counted by the age of their oldest token, from so many days on', () => {
  const rows = [
    fleetAgent(1, { tokens: tokens(0, 29.9) }),
    fleetAgent(2, { tokens: tokens(30) }),
    fleetAgent(3, { tokens: tokens(30, 180) }),
    fleetAgent(4, { tokens: tokens(365) }),
    fleetAgent(5, { tokens: null }),
    fleetAgent(6, { tokens: [] }),
    fleetCluster(7),
  ]
  expect(tokenAgeTally(rows)).toEqual([
    { key: 0, count: 4 },
    { key: 30, count: 3 },
    { key: 90, count: 2 },
    { key: 180, count: 2 },
    { key: 365, count: 1 },
  ])
})

describe('agents by version', () => {
  const rows = [
    fleetAgent(1, { versions: ['18.10.1'] }),
    fleetAgent(2, { versions: ['18.10.0', '18.9.3'] }),
    fleetAgent(3, { versions: ['18.9.0'] }),
    fleetAgent(4, { versions: ['17.4.0'] }),
    fleetAgent(5, { versions: [] }),
    fleetAgent(6, { versions: null }),
    fleetCluster(7),
  ]

  it('the newest first, an agent with two at both', () => {
    expect(versionTally(rows, '18.10.0')).toEqual({
      versions: [
        { key: '18.10', versions: ['18.10.1', '18.10.0'], count: 2, isBehind: false },
        { key: '18.9', versions: ['18.9.3', '18.9.0'], count: 2, isBehind: false },
        { key: '17.4', versions: ['17.4.0'], count: 1, isBehind: true },
      ],
      untold: 2,
    })
  })

  it('nothing is behind a server that is not known', () => {
    expect(versionTally(rows, null).versions.some(({ isBehind }) => isBehind)).toBe(false)
  })
})
