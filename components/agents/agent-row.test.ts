import { expect, test } from 'vitest'
import type { AgentEvidence } from '#lib/contract/agent.ts'
import {
  isRead,
  lastContact,
  rowReceptive,
  rowStatus,
  type StatusReading,
  statusCounts,
  statusUrgency,
} from './agent-row.ts'

const asOf = '2026-11-21T10:00:00.000Z'

function reading(
  tokens: { active: number; unread?: number; lastUsedAt?: string } | null,
  isReceptive: boolean | null = false,
): StatusReading {
  const evidence: AgentEvidence = {
    as_of: asOf,
    tokens: tokens && {
      active: tokens.active,
      unread: tokens.unread ?? 0,
      oldest_created_at: null,
      last_used_at: tokens.lastUsedAt ?? null,
      last_used_token: null,
    },
    tokens_problem: tokens ? null : 'upstream_timeout',
    is_receptive: isReceptive,
    receptive_problem: isReceptive === null ? 'forbidden' : null,
  }
  return { evidence, error: null, readAt: 0 }
}

const waiting: StatusReading = { evidence: undefined, error: null, readAt: 0 }
const failed: StatusReading = { ...waiting, error: new Error('fake') }
const connected = reading({ active: 1, lastUsedAt: '2026-11-21T09:59:00.000Z' })
const silent = reading({ active: 1, lastUsedAt: '2026-11-21T09:52:00.000Z' })
const unused = reading({ active: 1 })
const bare = reading({ active: 0 })
const unreadable = reading(null, null)

const statuses: [what: string, row: StatusReading, status: ReturnType<typeof rowStatus>][] = [
  ['on its way', waiting, null],
  ['failed, never read', failed, 'unknown'],
  ['used a minute before the reading', connected, 'connected'],
  ['used eight minutes before the reading', silent, 'not_connected'],
  ['never used', unused, 'never_connected'],
  ['without a token', bare, 'no_token'],
  ['its tokens unreadable', unreadable, 'unknown'],
  ['one of two unread, the other silent', reading({ active: 2, unread: 1 }), 'unknown'],
  ['read before, failed now', { ...connected, error: new Error('fake') }, 'connected'],
]
test.each(statuses)('an agent %s', (_what, row, status) => {
  expect(rowStatus(row)).toBe(status)
  expect(isRead(row)).toBe(status !== null)
})

test('what needs care comes first, what is not read last', () => {
  const rows = [waiting, connected, unreadable, unused, bare, silent]
  const sorted = rows.toSorted((a, b) => statusUrgency(a) - statusUrgency(b))
  expect(sorted).toEqual([silent, bare, unused, unreadable, connected, waiting])
})

test('statuses are counted, those that do not occur left out', () => {
  expect(statusCounts([connected, silent, connected, waiting, failed])).toEqual([
    { status: 'not_connected', count: 1 },
    { status: 'unknown', count: 1 },
    { status: 'connected', count: 2 },
  ])
})

test('agents never heard of sort as the oldest contact', () => {
  expect(lastContact(unused)).toBe(0)
  expect(lastContact(waiting)).toBe(0)
  expect(lastContact(connected)).toBe(Date.parse('2026-11-21T09:59:00.000Z'))
})

const receptive: [row: StatusReading, is: ReturnType<typeof rowReceptive>][] = [
  [waiting, null],
  [failed, 'unknown'],
  [unreadable, 'unknown'],
  [unused, 'no'],
  [reading({ active: 1 }, true), 'yes'],
]
test.each(receptive)('whether an agent is receptive: %#', (row, is) => {
  expect(rowReceptive(row)).toBe(is)
})
