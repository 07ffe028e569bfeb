import { expect, it } from 'vitest'
import { foldedText, hasEveryWord, searchWords } from './search.ts'

const row = [
  'Platform-Prod',
  'https://k8s.eu.example.com:6443',
  42,
  null,
  undefined,
  true,
  'ＷＩＤＥ',
]

it.each([
  ['', true],
  ['   ', true],
  ['platform', true],
  ['PROD', true],
  ['prod eu', true],
  ['eu   prod', true],
  ['prod us', false],
  ['42', true],
  ['wide', true],
  ['null', false],
  ['true', false],
  ['prodhttps', false],
])('"%s" finds the row: %s', (query, expected) => {
  expect(hasEveryWord(foldedText(row), searchWords(query))).toBe(expected)
})
