import { expect, test } from 'vitest'
import type { AgentSummary } from '#lib/contract/agent.ts'
import type { AgentToken } from '#lib/contract/agent-token.ts'
import { campaignCounts, campaignRow, campaignUrgency } from './campaign-row.ts'
import { readRotation } from './read-rotation.ts'

const now = Date.parse('2026-11-20T12:00:00.000Z')
const day = 86_400_000
const ago = (ms: number) => new Date(now - ms).toISOString()

const agent = (id: number): AgentSummary => ({
  id,
  name: `agent-${id}`,
  config_project: { id: 1, name: 'Agents', path_with_namespace: 'platform/agents' },
  created_at: ago(900 * day),
  created_by_user_id: null,
  console: {
    as_of: ago(0),
    web_url: null,
    created_by: null,
    config_file: { exists: null, web_url: null },
  },
})

const token = (
  id: number,
  ageDays: number,
  used: number | null,
  replaces?: number,
): AgentToken => ({
  id,
  name: `token ${id}`,
  description: replaces === undefined ? '' : `replaces #${replaces}`,
  agent_id: 1,
  status: 'active',
  created_at: ago(ageDays * day),
  created_by_user_id: null,
  last_used_at: used === null ? null : ago(used),
  console: { as_of: ago(0), last_use_known: true, created_by: null },
})

const live = 20_000
const still = 700_000

const row = (id: number, ...items: AgentToken[]) =>
  campaignRow(agent(id), { read: readRotation({ items, complete: true }), error: null }, 180)

const revoking = row(1, token(12, 300, still), token(13, 1, live, 12))
const watching = row(2, token(12, 300, live), token(13, 1, live, 12))
const installing = row(3, token(12, 300, live), token(13, 1, null, 12))
const oldest = row(4, token(12, 500, live))
const old = row(5, token(12, 200, live))
const rotated = row(6, token(13, 1, live, 12))
const down = row(7, token(12, 200, still))
const young = row(8, token(12, 20, live))
const failed = campaignRow(agent(9), { read: null, error: new TypeError('no answer') }, 180)
const waiting = campaignRow(agent(10), { read: null, error: null }, 180)

test('what can be ended comes first, then what is under way, then the oldest, what is done last', () => {
  const sorted = [rotated, old, watching, oldest, revoking, installing].toSorted(
    (a, b) => campaignUrgency(a) - campaignUrgency(b),
  )
  expect(sorted.map((one) => one.agent.id)).toEqual([1, 2, 3, 4, 5, 6])
})

test('every agent is counted once, and what is on its way in no state', () => {
  const rows = [revoking, watching, installing, oldest, old, rotated, down, young, failed, waiting]
  expect(campaignCounts(rows)).toEqual({
    todo: 2,
    in_progress: 3,
    rotated: 1,
    due: 6,
    unclear: 2,
    not_due: 1,
    reading: 1,
    stale: 0,
    asOf: now,
  })
  expect(down.unclear).toBe('none_live')
  expect(failed.unclear).toBe('failed')
})

test('older readings stay, and are counted as such', () => {
  const read = readRotation({ items: [token(12, 200, live)], complete: true })
  const stale = campaignRow(agent(1), { read, error: new TypeError('no answer') }, 180)
  expect(stale.state).toBe('todo')
  expect(campaignCounts([stale]).stale).toBe(1)
})
