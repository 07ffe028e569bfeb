import { expect, it } from 'vitest'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'
import { fleetEnd } from '#lib/contract/fleet.fixture.ts'
import { type ScanState, scanState } from './scan-state.ts'

const end = fleetEnd({})

it.each<[string, Pick<FleetSnapshot, 'step' | 'rows' | 'end' | 'isOlder'>, ScanState]>([
  ['nothing yet', { step: 'asking', rows: null, end: null, isOlder: false }, 'asking'],
  [
    'the first part of a last result',
    { step: 'asking', rows: [], end: null, isOlder: false },
    'asking',
  ],
  ['a last result, asked for again', { step: 'asking', rows: [], end, isOlder: false }, 'content'],
  ['a first scan', { step: 'running', rows: [], end: null, isOlder: false }, 'progress'],
  ['another scan', { step: 'running', rows: [], end, isOlder: true }, 'content'],
  ['failed with nothing', { step: 'failed', rows: null, end: null, isOlder: false }, 'failed'],
  ['over', { step: 'finished', rows: [], end, isOlder: false }, 'content'],
])('%s', (_name, snapshot, state) => {
  expect(scanState(snapshot as FleetSnapshot, false)).toBe(state)
})
