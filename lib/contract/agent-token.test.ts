import { describe, expect, test } from 'vitest'
import { type AgentTokenUse, describedToken, tokenUse } from './agent-token.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const ago = (ms: number) => new Date(now - ms).toISOString()

const uses: [name: string, lastUsedAt: string | null, isKnown: boolean, use: AgentTokenUse][] = [
  ['just now', ago(0), true, 'live'],
  ['a clock that is behind', ago(-5_000), true, 'live'],
  ['just below eight minutes ago', ago(479_999), true, 'live'],
  ['exactly eight minutes ago', ago(480_000), true, 'idle'],
  ['never', null, true, 'unused'],
  ['not read', null, false, 'unknown'],
  ['not read, whatever stands there', ago(0), false, 'unknown'],
]
describe('the use of a token', () => {
  test.each(uses)('%s', (_name, last_used_at, last_use_known, use) => {
    expect(tokenUse({ last_used_at, console: { last_use_known } }, now)).toBe(use)
  })
})

const descriptions: [description: string | null, text: string, tag: string | null][] = [
  [null, '', null],
  ['', '', null],
  ['by hand', 'by hand', null],
  ['by hand [intent:0a1b2c3d]', 'by hand', '0a1b2c3d'],
  ['[intent:0a1b2c3d]', '', '0a1b2c3d'],
  [' [intent:0a1b2c3d]', '', '0a1b2c3d'],
  ['two\nlines [intent:0a1b2c3d]', 'two\nlines', '0a1b2c3d'],
  ['[intent:0a1b2c3d] in front', '[intent:0a1b2c3d] in front', null],
  ['no hex [intent:0a1b2c3z]', 'no hex [intent:0a1b2c3z]', null],
]
test.each(descriptions)('%j is %j with the tag %j', (description, text, tag) => {
  expect(describedToken(description)).toEqual({ text, tag })
})
