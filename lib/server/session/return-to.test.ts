import { expect, test } from 'vitest'
import { safeReturnTo } from './return-to.ts'

const kept = [
  '/',
  '/group-1/clusters',
  '/instance/clusters/1?tab=edit&search=%C3%A4#ca',
  '/authors',
  '/apis',
  '/a/../b',
]
test.each(kept)('%s is a place to go', (value) => {
  const result = safeReturnTo(value)
  expect(result).toBe(new URL(value, 'http://x').href.slice('http://x'.length))
})

const refused: (string | null)[] = [
  null,
  '',
  '//e.x',
  '///e.x',
  '/\\e.x',
  '\\\\e.x',
  '/%09/e.x',
  '/\t/e.x',
  '/%5ce.x',
  '/%2f/e.x',
  '/%2Fe.x',
  '/.//e.x',
  '/a/..//e.x',
  'https:e.x',
  'https://e.x/',
  'javascript:1',
  'data:text/html,x',
  '@e.x',
  'clusters',
  '/auth/logout',
  '/auth',
  '/AUTH/logout',
  '/x/../auth/logout',
  '/%61uth/logout',
  '/api/session',
  '/api',
  '/a%0d%0aSet-Cookie:x=y',
  '/a\r\nb',
  '/a b',
  '/%00',
  '/%zz',
  '/%ff',
  `/${'x'.repeat(5_000)}`,
]
test.each(refused)('%j becomes /', (value) => {
  expect(safeReturnTo(value)).toBe('/')
})
