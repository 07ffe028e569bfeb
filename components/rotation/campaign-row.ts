import type { AgentSummary } from '#lib/contract/agent.ts'
import type { AgentToken } from '#lib/contract/agent-token.ts'
import { type RotationRefusal, type RotationStep, rotationStep } from '#lib/contract/rotation.ts'
import { agingToken, type CampaignState, campaignState } from '#lib/contract/rotation-campaign.ts'
import type { ReadRotation } from './read-rotation.ts'

/** Why it cannot be told which token of an agent is live; `failed` when its tokens could not be read at all. */
type Unclear = Exclude<RotationRefusal, 'no_token' | 'other_idle'> | 'down' | 'failed'

/** An agent of the campaign as far as it was read. */
export interface CampaignRow {
  agent: AgentSummary
  /** Null until its tokens were read. */
  state: CampaignState | null
  /** The token whose age counts. */
  token: AgentToken | null
  /** The open step of a rotation that is under way. */
  step: RotationStep | null
  unclear: Unclear | null
  /** GitLab's time of the reading, in epoch milliseconds; 0 without one, or without tokens. */
  asOf: number
  /** Reading it anew failed: what stands here is older. */
  isStale: boolean
}

interface Reading {
  read: ReadRotation | null
  error: Error | null
}

/** One row out of the reading of an agent's tokens; `days` is the age from which on a token is too old. */
export function campaignRow(
  agent: AgentSummary,
  { read, error }: Reading,
  days: number,
): CampaignRow {
  if (read === null) {
    const failed = error ? ({ state: 'unclear', unclear: 'failed' } as const) : null
    const nothing = { token: null, step: null, asOf: 0, isStale: false }
    return { agent, state: null, unclear: null, ...nothing, ...failed }
  }
  const { rotation, asOf } = read
  const state = campaignState(rotation, { days, now: asOf })
  return {
    agent,
    state,
    token: agingToken(rotation),
    step: state === 'in_progress' ? rotationStep(rotation) : null,
    unclear: state === 'unclear' ? whyUnclear(rotation) : null,
    asOf,
    isStale: error !== null,
  }
}

function whyUnclear(rotation: ReadRotation['rotation']): Unclear {
  if (rotation.kind !== 'refused') return 'down'
  const { why } = rotation
  // Neither is ever unclear: without a token nothing is due, and beside an idle one the live one is known.
  return why === 'no_token' || why === 'other_idle' ? 'none_live' : why
}

const stepUrgency = { revoke: 0, watch: 1, install: 2, create: 3, look: 3 } satisfies Record<
  RotationStep,
  number
>

/** For sorting: what can be ended now comes first, then what is under way, not begun, done; the oldest token first. */
export function campaignUrgency({ state, step, token }: CampaignRow): number {
  const place = state === 'rotated' ? 4 : state === 'todo' || step === null ? 3 : stepUrgency[step]
  return place * 1e14 + Date.parse(token?.created_at ?? '') || 0
}

/** How many agents are in which state, and as of when; those on their way are in none. */
export function campaignCounts(rows: readonly CampaignRow[]) {
  const count = (state: CampaignState | null) => rows.filter((row) => row.state === state).length
  const counts = {
    todo: count('todo'),
    in_progress: count('in_progress'),
    rotated: count('rotated'),
    unclear: count('unclear'),
    not_due: count('not_due'),
    reading: count(null),
  }
  const times = rows.flatMap(({ asOf }) => (asOf > 0 ? [asOf] : []))
  return {
    ...counts,
    due: counts.todo + counts.in_progress + counts.rotated,
    stale: rows.filter(({ isStale }) => isStale).length,
    /** GitLab's time of the oldest reading; null without any. */
    asOf: times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : null,
  }
}
