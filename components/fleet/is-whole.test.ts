import { expect, it } from 'vitest'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'
import { fleetEnd } from '#lib/contract/fleet.fixture.ts'
import type { FleetProblem } from '#lib/contract/fleet.ts'
import { isWhole } from './is-whole.ts'

const end = fleetEnd()
const gap: FleetProblem = {
  type: 'problem',
  id: 'p',
  what: 'agents',
  scope: null,
  code: 'forbidden',
  count: 1,
}

it.each<[string, Pick<FleetSnapshot, 'step' | 'end' | 'problems' | 'isOlder'>, boolean]>([
  ['all was read', { step: 'finished', end, problems: [], isOlder: false }, true],
  [
    'all was read, but for a part that was out of reach',
    { step: 'finished', end: fleetEnd({ complete: false }), problems: [gap], isOlder: false },
    false,
  ],
  ['a first scan', { step: 'running', end: null, problems: [], isOlder: false }, false],
  ['a first scan that broke off', { step: 'cut', end: null, problems: [], isOlder: false }, false],
  [
    'a scan that was stopped',
    {
      step: 'stopped',
      end: fleetEnd({ state: 'stopped', complete: false }),
      problems: [],
      isOlder: false,
    },
    false,
  ],
  [
    'a whole result while another scan runs',
    { step: 'running', end, problems: [], isOlder: true },
    true,
  ],
  [
    'a whole result after another scan was stopped',
    { step: 'stopped', end, problems: [], isOlder: true },
    true,
  ],
])('%s', (_name, snapshot, whole) => {
  expect(isWhole(snapshot)).toBe(whole)
})
