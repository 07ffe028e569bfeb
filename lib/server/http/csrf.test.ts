import { expect, test } from 'vitest'
import { ServerProblem } from '../problem.ts'
import { assertOwnPage } from './csrf.ts'

const origin = 'https://app.example'
type Change = Record<string, string | null>

/** Whether a good request with `change` made to its headers passes. */
function passes(method: string, change: Change): boolean {
  const headers = new Headers({ 'X-CSRF': '1', 'Sec-Fetch-Site': 'same-origin', Origin: origin })
  for (const [name, value] of Object.entries(change)) {
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  }
  try {
    assertOwnPage(new Request(`${origin}/api/x`, { method, headers }), origin)
    return true
  } catch (error) {
    if (error instanceof ServerProblem && error.code === 'csrf') return false
    throw error
  }
}

const noSite = { 'Sec-Fetch-Site': null }
const cases: [name: string, change: Change, write: boolean, read: boolean][] = [
  ['everything right', {}, true, true],
  ['no X-CSRF', { 'X-CSRF': null }, false, false],
  ['another X-CSRF', { 'X-CSRF': '0' }, false, false],
  ['X-CSRF twice', { 'X-CSRF': '1, 1' }, false, false],
  ['no Origin', { Origin: null }, true, true],
  ['no Sec-Fetch-Site', noSite, true, true],
  ['neither', { ...noSite, Origin: null }, false, true],
  ['cross-site', { 'Sec-Fetch-Site': 'cross-site' }, false, true],
  ['same-site', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://b.example' }, false, true],
  ['none', { 'Sec-Fetch-Site': 'none' }, false, true],
  ['unknown site', { 'Sec-Fetch-Site': 'foo' }, false, true],
  ['site twice', { 'Sec-Fetch-Site': 'same-origin, same-origin' }, false, true],
  ['null origin', { Origin: 'null' }, false, true],
  ['null origin without site', { ...noSite, Origin: 'null' }, false, true],
  ['evil origin', { ...noSite, Origin: 'https://evil' }, false, true],
  ['other scheme', { ...noSite, Origin: 'http://app.example' }, false, true],
  ['other port', { ...noSite, Origin: 'https://app.example:444' }, false, true],
  ['longer host', { ...noSite, Origin: 'https://app.example.evil' }, false, true],
  ['other case', { ...noSite, Origin: 'https://APP.example' }, false, true],
  ['trailing dot', { ...noSite, Origin: 'https://app.example.' }, false, true],
]
test.each(cases)('%s', (_, change, write, read) => {
  expect(passes('GET', change)).toBe(read)
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
    expect(passes(method, change)).toBe(write)
})
