import { describe, expect, test } from 'vitest'
import { by12, live, rotationToken as t } from './rotation.fixture.ts'
import { ignoredMarkers, type RotationToken, replacedId, replacesMarker } from './rotation.ts'

describe('the marker', () => {
  test.each([
    [replacesMarker(12), 12],
    ['replaces #12 [intent:0a1b2c3d]', 12],
    ['Replaces #12', 12],
    ['rotation of November, replaces #12.', 12],
    ['(replaces #12)', 12],
    ['line one\nreplaces #12\nline three', 12],
    ['replaces #12 and once more: replaces #12', 12],
    ['replaces #12; replaces #13', null],
    ['replaces #012', null],
    ['replaces #0', null],
    ['replaces #-12', null],
    ['replaces # 12', null],
    ['replaces 12', null],
    ['replaces #12a', null],
    ['replaces #１２', null],
    ['unreplaces #12', null],
    ['переreplaces #12', null],
    ['replaces #1234567890123456', null],
    ['[intent:0a1b2c3d]', null],
    ['', null],
    [null, null],
  ])('%j names %j', (description, id) => {
    expect(replacedId(description)).toBe(id)
  })
})

describe('markers that do not count', () => {
  const cases: [name: string, rows: RotationToken[], expected: string[]][] = [
    ['none', [t(12, live)], []],
    ['one that counts', [t(12, live), t(13, null, by12)], []],
    ['one of a rotation that ended', [t(13, live, by12)], []],
    [
      'one of a rotation that ended, beside a new one that counts',
      [t(12, live, 'replaces #5'), t(13, null, by12)],
      [],
    ],
    ['one that names itself', [t(12, live, by12)], ['12 itself']],
    [
      'one that names a younger token',
      [t(12, live, 'replaces #13'), t(13, null)],
      ['12 made_later'],
    ],
    [
      'one that names a foreign token',
      [t(12, live), t(13, null, 'replaces #7')],
      ['13 not_active'],
    ],
    ['both name each other', [t(12, live, 'replaces #13'), t(13, null, by12)], ['12 made_later']],
  ]
  test.each(cases)('%s', (_, tokens, expected) => {
    const found = ignoredMarkers(tokens)
    expect(found.map((one) => `${one.token.id} ${one.why}`)).toEqual(expected)
  })
})
