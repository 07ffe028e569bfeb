import { expect, it } from 'vitest'
import { daysAgo, fleetAgent, fleetCluster } from '#lib/contract/fleet.fixture.ts'
import { type BulkAction, planBulk } from './bulk-plan.ts'
import { fleetItems } from './fleet-item.ts'

const token = (id: number, last_used_at: string | null) => ({
  id,
  name: `token-${id}`,
  created_at: daysAgo(10),
  last_used_at,
  created_by: null,
})
const items = fleetItems([
  fleetCluster(1),
  fleetCluster(2, { enabled: false }),
  fleetCluster(3, { enabled: null }),
  fleetAgent(4, { tokens: [token(1, daysAgo(1)), token(2, null)] }),
  fleetAgent(5, { tokens: [token(3, null), token(4, null)] }),
  fleetAgent(6),
  fleetAgent(7, { tokens: null }),
  fleetAgent(8, { tokens: [] }),
])

it.each<[BulkAction, string[], string[]]>([
  [
    'disable',
    ['cluster-1', 'cluster-3'],
    [
      'cluster-2 already_disabled',
      ...[4, 5, 6, 7, 8].map((id) => `agent-${id} agents_cannot_be_disabled`),
    ],
  ],
  [
    'revoke',
    ['agent-4 token-2', 'agent-5 token-3', 'agent-5 token-4'],
    [
      ...[1, 2, 3].map((id) => `cluster-${id} clusters_have_no_tokens`),
      'agent-6 no_unused_token',
      'agent-7 tokens_unread',
      'agent-8 no_unused_token',
    ],
  ],
  ['delete', items.map(({ key }) => key), []],
])('%s', (action, steps, left) => {
  const plan = planBulk(action, items)
  expect(plan.steps.map(({ id }) => id)).toEqual(steps)
  expect(plan.left.map(({ item, why }) => `${item.key} ${why}`)).toEqual(left)
})
