import { describe, expect, test } from 'vitest'
import {
  by12,
  day,
  idle,
  live,
  minute,
  now,
  second,
  rotationToken as t,
} from './rotation.fixture.ts'
import { type Rotation, type RotationToken, rotationOf, rotationStep } from './rotation.ts'

/** What was derived in a few words, the tokens by their ids. */
function told(rotation: Rotation<RotationToken>): string {
  switch (rotation.kind) {
    case 'refused': {
      const live = rotation.live ? ` live ${rotation.live.id}` : ''
      const { pair } = rotation
      return `${rotation.why}${live}${pair ? ` ${pair.old.id}>${pair.replacement.id}` : ''}`
    }
    case 'free':
      return `free ${rotation.unused.id}, live ${rotation.live.id}`
    case 'create':
      return `create, live ${rotation.live.id}${rotation.replaced ? ` after ${rotation.replaced}` : ''}`
    case 'install':
      return `install ${rotation.replacement.id} for ${rotation.old?.id ?? `gone ${rotation.replaced}`}`
    case 'watch':
      return `watch ${rotation.old.id}>${rotation.replacement.id} ${rotation.remainingMs ?? 'not in use'}`
    case 'revoke':
      return `revoke ${rotation.old.id}, keep ${rotation.replacement.id}`
    case 'done':
      return `done ${rotation.replaced}>${rotation.replacement.id}${rotation.isLive ? '' : ' down'}`
  }
}

describe('where a rotation stands', () => {
  const cases: [name: string, rows: RotationToken[], expected: string][] = [
    // No or one token.
    ['no token at all', [], 'no_token'],
    ['one live token', [t(12, live)], 'create, live 12'],
    ['one token that stands still', [t(12, idle)], 'none_live'],
    ['one token never used', [t(12, null)], 'none_live'],
    ['one token unread', [t(12)], 'unread'],
    ['one token used just within 8 minutes', [t(12, 8 * minute - 1)], 'create, live 12'],
    ['one token used exactly 8 minutes ago', [t(12, 8 * minute)], 'none_live'],
    ['one live token that names itself', [t(12, live, by12)], 'create, live 12'],
    [
      'one live token that names one not made yet',
      [t(12, live, 'replaces #13')],
      'create, live 12',
    ],

    // Two without a marker: nothing is guessed.
    ['one live, one never used', [t(12, live), t(13, null)], 'free 13, live 12'],
    ['one live, the older never used', [t(13, live), t(12, null)], 'free 12, live 13'],
    ['one live, one unread', [t(12, live), t(13)], 'unread'],
    ['both live', [t(12, live), t(13, minute)], 'both_live'],
    ['one live, one that stands still', [t(12, idle), t(13, live)], 'other_idle live 13'],
    ['both never used', [t(12, null), t(13, null)], 'none_live'],
    ['one stands still, one never used', [t(12, idle), t(13, null)], 'none_live'],
    ['both unread', [t(12), t(13)], 'unread'],

    // Two, the younger replaces the older.
    ['replacement not used yet', [t(12, live), t(13, null, by12)], 'install 13 for 12'],
    [
      'in GitLab’s order, the other way round',
      [t(13, null, by12), t(12, live)],
      'install 13 for 12',
    ],
    [
      'replacement not used yet, the agent is down',
      [t(12, idle), t(13, null, by12)],
      'install 13 for 12',
    ],
    [
      'both in use: the switch is on its way',
      [t(12, live), t(13, live, by12)],
      `watch 12>13 ${10 * minute - live}`,
    ],
    [
      'the old one used this very moment',
      [t(12, 0), t(13, live, by12)],
      `watch 12>13 ${10 * minute}`,
    ],
    [
      'a second before ten minutes',
      [t(12, 10 * minute - second), t(13, live, by12)],
      `watch 12>13 ${second}`,
    ],
    ['exactly ten minutes', [t(12, 10 * minute), t(13, live, by12)], 'revoke 12, keep 13'],
    [
      'the old one used again after standing still: the ten minutes begin anew',
      [t(12, second), t(13, live, by12)],
      `watch 12>13 ${10 * minute - second}`,
    ],
    [
      'the new one was tried and the agent went back to the old one',
      [t(12, live), t(13, idle, by12)],
      'watch 12>13 not in use',
    ],
    [
      'the agent is down after the switch: the old one stands still for no good reason',
      [t(12, 40 * minute), t(13, idle, by12)],
      'watch 12>13 not in use',
    ],
    ['the old one was never used', [t(12, null), t(13, live, by12)], 'revoke 12, keep 13'],
    [
      'the replacement of a replacement',
      [t(12, live, 'replaces #5'), t(13, null, by12)],
      'install 13 for 12',
    ],
    ['the replacement unread', [t(12, live), t(13, undefined, by12)], 'unread 12>13'],
    ['the old one unread', [t(12), t(13, live, by12)], 'unread 12>13'],

    // What is left of a rotation.
    ['the old one revoked after the switch', [t(13, live, by12, 0.1)], 'done 12>13'],
    ['done, and the agent is down', [t(13, idle, by12, 1)], 'done 12>13 down'],
    [
      'the old one revoked before the new one was used',
      [t(13, null, by12, 0.1)],
      'install 13 for gone 12',
    ],
    [
      'a rotation of long ago: the next one begins',
      [t(13, live, by12, 30)],
      'create, live 13 after 12',
    ],
    ['a rotation of long ago, and the agent is down', [t(13, idle, by12, 30)], 'none_live'],

    // Markers that mean nothing.
    [
      'a marker that names a token of another agent, or none',
      [t(12, live), t(13, null, 'replaces #99')],
      'free 13, live 12',
    ],
    [
      'a marker that names a revoked token beside a live one',
      [t(12, live), t(13, null, 'replaces #7')],
      'free 13, live 12',
    ],
    [
      'the live one says by hand that it replaces the younger one',
      [t(12, live, 'replaces #13'), t(13, null)],
      'free 13, live 12',
    ],
    [
      'the live one says by hand that it replaces the older one',
      [t(12, null), t(13, live, by12)],
      'revoke 12, keep 13',
    ],
    [
      'each names the other: the younger one is believed',
      [t(12, live, 'replaces #13'), t(13, null, by12)],
      'install 13 for 12',
    ],
    ['each names itself', [t(12, live, by12), t(13, null, 'replaces #13')], 'free 13, live 12'],
    [
      'a number that is younger but a date that is older',
      [t(12, live, null, 1), t(13, null, by12, 2)],
      'free 13, live 12',
    ],
    [
      'a date that is none',
      [t(12, live), { ...t(13, null, by12), created_at: 'yesterday' }],
      'free 13, live 12',
    ],
    [
      'two markers in one description',
      [t(12, live), t(13, null, 'replaces #12, replaces #11')],
      'free 13, live 12',
    ],
    [
      'the marker edited away while both are in use',
      [t(12, live), t(13, live, 'new one')],
      'both_live',
    ],

    // More than two, which GitLab allows when two are made at the same time.
    ['three tokens', [t(12, live), t(13, null), t(14)], 'too_many'],
    ['three tokens with a good marker', [t(12, live), t(13, null, by12), t(14)], 'too_many'],

    // Clocks.
    ['a last use some seconds ahead', [t(12, -30 * second)], 'create, live 12'],
    ['a last use far ahead', [t(12, -61 * second)], 'clock'],
    [
      'an old token used ahead never makes the wait longer than ten minutes',
      [t(12, -30 * second), t(13, live, by12)],
      `watch 12>13 ${10 * minute}`,
    ],
    ['an old token used far ahead', [t(12, -day), t(13, live, by12)], 'clock 12>13'],
    [
      'a replacement used far ahead is not in use for that',
      [t(12, idle), t(13, -day, by12)],
      'clock 12>13',
    ],
  ]
  test.each(cases)('%s', (_, items, expected) => {
    expect(told(rotationOf({ items, complete: true }, now))).toBe(expected)
  })

  test('a list that moved while it was read proves nothing', () => {
    expect(told(rotationOf({ items: [t(12, live)], complete: false }, now))).toBe('too_many')
  })

  test('a last use that is no time proves nothing', () => {
    const broken = { ...t(12, live), last_used_at: 'soon' }
    expect(told(rotationOf({ items: [broken], complete: true }, now))).toBe('clock')
  })
})

test.each([
  [[], 'look'],
  [[t(12, live)], 'create'],
  [[t(12, live), t(13, null)], 'look'],
  [[t(12, live), t(13, null, by12)], 'install'],
  [[t(12, live), t(13, live, by12)], 'watch'],
  [[t(12, idle), t(13, live, by12)], 'revoke'],
  [[t(13, live, by12, 1)], null],
] satisfies [RotationToken[], string | null][])('the open step of %j is %s', (rows, step) => {
  expect(rotationStep(rotationOf({ items: rows, complete: true }, now))).toBe(step)
})
