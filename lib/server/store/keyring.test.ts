import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Secret } from '../secret.ts'
import { createKeyring } from './keyring.ts'

const key = (kid: string) => ({ kid, key: new Secret(randomBytes(32).toString('base64')) })
const oldKey = key('old')
const newKey = key('new')
const secret = new Secret('glpat-fake-token')

test('the first key encrypts, all decrypt', () => {
  const before = createKeyring([oldKey]).seal(secret, 'row 1')
  const opened = createKeyring([newKey, oldKey]).open(before, 'row 1')
  expect(opened?.secret.unwrap()).toBe('glpat-fake-token')
  expect(opened?.isCurrent).toBe(false)
  const after = createKeyring([newKey, oldKey]).seal(secret, 'row 1')
  expect(createKeyring([newKey]).open(after, 'row 1')?.isCurrent).toBe(true)
})

test('the same secret is never written twice alike, and never readable', () => {
  const keyring = createKeyring([newKey])
  const [a, b] = [keyring.seal(secret, 'x'), keyring.seal(secret, 'x')]
  expect(a).not.toBe(b)
  expect(a).not.toContain('glpat')
})

const sealed = createKeyring([newKey]).seal(secret, 'row 1')
const [kid, iv = '', tag = '', text = ''] = sealed.split('.')
const flip = (part: string) => (part.startsWith('A') ? 'B' : 'A') + part.slice(1)
const unopened: [name: string, value: string, context: string][] = [
  ['another row', sealed, 'row 2'],
  ['another nonce', [kid, flip(iv), tag, text].join('.'), 'row 1'],
  ['another tag', [kid, iv, flip(tag), text].join('.'), 'row 1'],
  ['a short tag', [kid, iv, tag.slice(0, 6), text].join('.'), 'row 1'],
  ['another text', [kid, iv, tag, flip(text)].join('.'), 'row 1'],
  ['an unknown key', ['gone', iv, tag, text].join('.'), 'row 1'],
  ['nonsense', 'x', 'row 1'],
  ['nothing', '', 'row 1'],
]
test.each(unopened)('%s does not open', (_, value, context) => {
  expect(createKeyring([newKey]).open(value, context)).toBeNull()
})
