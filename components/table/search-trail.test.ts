import { expect, it } from 'vitest'
import { searchWords } from './search.ts'
import { searchTrail } from './search-trail.ts'

const rows = ['prod eu', 'prod us', 'stage eu', 'apron', 'europe']

it('finds what a search from the start would find, however the words came about', () => {
  const find = searchTrail(rows, (row) => row)
  const typed = [
    'p',
    'pr',
    'pro',
    'prod',
    'prod ',
    'prod e',
    'prod eu',
    'rod eu',
    'prod',
    'pro',
    '',
  ]
  const jumps = [
    'eu',
    'eu prod',
    'prod eu',
    'us',
    'nothing',
    'nothin',
    'e',
    'u e',
    'e u',
    '',
    'pro ro',
  ]
  for (const query of [...typed, ...jumps]) {
    const words = searchWords(query)
    const whole = rows.filter((row) => words.every((word) => row.includes(word)))
    expect(find(words), `"${query}"`).toEqual(whole)
  }
})

it('looks only at what the shorter search found, and at nothing when a letter is taken back', () => {
  const looked: string[] = []
  const find = searchTrail(rows, (row) => {
    looked.push(row)
    return row
  })
  find(['pro'])
  looked.length = 0
  find(['prod'])
  expect(looked).toEqual(['prod eu', 'prod us', 'apron', 'europe'].filter((row) => /pro/.test(row)))
  looked.length = 0
  find(['pro'])
  expect(looked).toEqual([])
})
