import { describe, expect, it } from 'vitest'
import { daysAgo, fleetAgent, fleetCluster, fleetNow } from './fleet.fixture.ts'
import { fleetStatus, lastContact } from './fleet-status.ts'

const minute = 1 / 1440
const tokens = (...lastUses: (string | null)[]) =>
  lastUses.map((last_used_at, index) => ({
    id: index + 1,
    name: `token-${index}`,
    created_at: daysAgo(100),
    last_used_at,
    created_by: null,
  }))

describe('how a row stands', () => {
  it.each([
    ['connected', fleetAgent(1, { tokens: tokens(daysAgo(2), daysAgo(7 * minute)) })],
    ['not_connected', fleetAgent(1, { tokens: tokens(daysAgo(8 * minute), null) })],
    ['never_connected', fleetAgent(1, { tokens: tokens(null, null) })],
    ['no_token', fleetAgent(1, { tokens: [] })],
    ['unknown', fleetAgent(1, { tokens: null })],
    ['enabled', fleetCluster(1)],
    ['disabled', fleetCluster(1, { enabled: false })],
    ['unknown', fleetCluster(1, { enabled: null })],
  ])('%s', (expected, row) => {
    expect(fleetStatus(row)).toBe(expected)
  })

  it('is told by the time of the reading, not by the clock of whoever looks', () => {
    const row = fleetAgent(1, {
      tokens: tokens(daysAgo(30)),
      console: { as_of: daysAgo(30 - 7 * minute) },
    })
    expect(fleetStatus(row)).toBe('connected')
  })
})

it('the newest use counts, in whatever order the tokens come', () => {
  expect(lastContact({ tokens: tokens(daysAgo(3), fleetNow, null, daysAgo(1)) })).toBe(fleetNow)
  expect(lastContact({ tokens: null })).toBeNull()
})
