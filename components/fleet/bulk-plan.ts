import type { FleetToken } from '#lib/contract/fleet.ts'
import type { FleetItem } from './fleet-item.ts'

/** What can be done to many rows at once. */
export const bulkActions = ['disable', 'revoke', 'delete'] as const
export type BulkAction = (typeof bulkActions)[number]

/** One write to GitLab. */
export interface BulkStep {
  /** What tells it apart from the others of the plan. */
  id: string
  item: FleetItem
  /** The token to be revoked. */
  token: FleetToken | null
}

/** Why a selected row is left alone. */
type LeftReason =
  | 'agents_cannot_be_disabled'
  | 'already_disabled'
  | 'clusters_have_no_tokens'
  | 'tokens_unread'
  | 'no_unused_token'

export interface BulkPlan {
  action: BulkAction
  steps: BulkStep[]
  left: { item: FleetItem; why: LeftReason }[]
}

const step = (item: FleetItem, token: FleetToken | null = null): BulkStep => ({
  id: token === null ? item.key : `${item.key} token-${token.id}`,
  item,
  token,
})

function stepsFor(action: BulkAction, item: FleetItem): BulkStep[] | LeftReason {
  const { row } = item
  switch (action) {
    case 'disable':
      if (row.type === 'agent') return 'agents_cannot_be_disabled'
      return row.enabled === false ? 'already_disabled' : [step(item)]
    case 'revoke': {
      if (row.type === 'cluster') return 'clusters_have_no_tokens'
      if (row.tokens === null) return 'tokens_unread'
      const unused = row.tokens.filter(({ last_used_at }) => last_used_at === null)
      return unused.length === 0 ? 'no_unused_token' : unused.map((token) => step(item, token))
    }
    case 'delete':
      return [step(item)]
    default:
      return action satisfies never
  }
}

/** Every write that an action means for these rows, and which rows it leaves alone. */
export function planBulk(action: BulkAction, items: readonly FleetItem[]): BulkPlan {
  const plan: BulkPlan = { action, steps: [], left: [] }
  for (const item of items) {
    const steps = stepsFor(action, item)
    if (typeof steps === 'string') plan.left.push({ item, why: steps })
    else plan.steps.push(...steps)
  }
  return plan
}
