import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { recordPageError } from './page-error.ts'

setFakeEnvironment({ LOG_LEVEL: 'error' })
let lines: Record<string, unknown>[]
beforeEach(() => {
  lines = []
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(JSON.parse(String(line)))
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const request = {
  path: '/projects/7/agents?q=fake-query',
  method: 'GET',
  headers: { 'x-request-id': 'fake-id', cookie: 'fake-cookie' },
}

test('an error of a page is one line: its pattern, its digest, its kind and nothing said', () => {
  recordPageError(Object.assign(new TypeError('fake-message'), { digest: '1234@E5' }), request)
  expect(lines).toMatchObject([
    {
      level: 'error',
      event: 'page failed',
      request_id: 'fake-id',
      method: 'GET',
      route: '/projects/:projectId/agents',
      digest: '1234@E5',
      error: [{ name: 'TypeError' }],
    },
  ])
  expect(JSON.stringify(lines)).not.toMatch(/fake-(message|query|cookie)/)
})

test.each([
  ['fake-thrown-text'],
  [new Error('x')],
  [Object.assign(new Error('x'), { digest: '"\n' })],
])('without a digest that is one there is none', (error) => {
  recordPageError(error, { ...request, headers: {} })
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toHaveProperty('digest')
  expect(lines[0]).not.toHaveProperty('request_id')
  expect(JSON.stringify(lines)).not.toContain('fake-thrown-text')
})
