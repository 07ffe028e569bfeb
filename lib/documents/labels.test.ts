import { describe, expect, test } from 'vitest'
import { isLabel } from './labels.fixture.ts'
import { boldWords, documents, prose, read } from './markdown.fixture.ts'

describe('the words of the product', () => {
  test.each(['Fleet', 'Revoke old token #7', 'Tick this to go on.', 'Review 1 change'])(
    '%s is one',
    (text) => expect(isLabel(text)).toBe(true),
  )
  test.each(['Fleets', 'fleet', 'Discard the token', 'Press this', 'Any words at all'])(
    '%s is none',
    (text) => expect(isLabel(text)).toBe(false),
  )
})

/** Words of ours in bold: they begin paragraphs, or explain the rule. */
const ours = [
  'Means.',
  'People see',
  'First look.',
  'Worry',
  'Leave it alone',
  'Do',
  'Takes',
  'bold',
]

const checked = documents().filter(
  (path) =>
    (path.startsWith('docs/runbooks/') && !path.endsWith('README.md')) ||
    path === 'docs/operations.md',
)

test.each(checked)('%s: what is bold is on the screen', (path) => {
  const words = boldWords(prose(read(path))).filter((text) => !ours.includes(text))
  expect(words.filter((text) => !isLabel(text))).toEqual([])
  expect(words.length).toBeGreaterThan(0)
})
