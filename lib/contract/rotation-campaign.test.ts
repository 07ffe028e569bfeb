import { expect, test } from 'vitest'
import { idle, live, now, rotationToken } from './rotation.fixture.ts'
import { type RotationToken, rotationOf } from './rotation.ts'
import { agingToken, type CampaignState, campaignState } from './rotation-campaign.ts'

const token = (
  id: number,
  ageDays: number,
  used?: number | null,
  description: string | null = null,
) => rotationToken(id, used, description, ageDays)

const cases: [name: string, RotationToken[], state: CampaignState, aging: number | null][] = [
  ['an old live token', [token(12, 200, live)], 'todo', 12],
  ['one of exactly N days', [token(12, 180, live)], 'not_due', 12],
  ['a moment more than N days', [token(12, 180 + 1e-6, live)], 'todo', 12],
  ['a young live token', [token(12, 20, live)], 'not_due', 12],
  ['one made ahead of the clock', [token(12, -1, live)], 'not_due', 12],
  ['rotated', [token(13, 1, live, 'replaces #12')], 'rotated', 13],
  ['rotated, and the agent is down', [token(13, 1, idle, 'replaces #12')], 'rotated', 13],
  ['rotated within N days', [token(13, 100, live, 'replaces #12')], 'rotated', 13],
  ['rotated longer ago', [token(13, 181, live, 'replaces #12')], 'todo', 13],
  [
    'one that says it replaces one made later',
    [token(12, 20, live, 'replaces #13')],
    'not_due',
    12,
  ],
  ['no token', [], 'not_due', null],
  ['unread', [token(12, 400)], 'unclear', null],
  ['not in use', [token(12, 400, idle)], 'unclear', null],
  ['both in use', [token(12, 400, live), token(13, 300, live)], 'unclear', null],
  ['three tokens', [token(12, 400, live), token(13, 300, null), token(14, 1)], 'unclear', null],
  ['both places taken, live one old', [token(12, 400, live), token(13, 1, null)], 'todo', 12],
  ['both places taken, live one young', [token(12, 400, null), token(13, 1, live)], 'not_due', 13],
  ['the other one stands still', [token(12, 400, idle), token(13, 200, live)], 'todo', 13],
  [
    'being installed',
    [token(12, 400, live), token(13, 1, null, 'replaces #12')],
    'in_progress',
    12,
  ],
  [
    'being installed though not due',
    [token(12, 40, live), token(13, 1, null, 'replaces #12')],
    'not_due',
    12,
  ],
  ['being installed, the old one gone', [token(13, 1, null, 'replaces #12')], 'in_progress', 13],
  ['being watched', [token(12, 400, live), token(13, 1, live, 'replaces #12')], 'in_progress', 12],
  ['to be revoked', [token(12, 400, idle), token(13, 1, live, 'replaces #12')], 'in_progress', 12],
]

test.each(cases)('%s', (_, tokens, state, aging) => {
  const rotation = rotationOf({ items: tokens, complete: true }, now)
  expect(campaignState(rotation, { days: 180, now })).toBe(state)
  expect(agingToken(rotation)?.id ?? null).toBe(aging)
})

test('with fewer days than a rotation counts as just done, its token comes up again', () => {
  const rotated = (used: number) =>
    rotationOf({ items: [token(13, 20, used, 'replaces #12')], complete: true }, now)
  expect(campaignState(rotated(live), { days: 7, now })).toBe('todo')
  expect(campaignState(rotated(idle), { days: 7, now })).toBe('unclear')
})
