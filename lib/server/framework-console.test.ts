import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setFakeEnvironment } from './fake-environment.fixture.ts'
import { takeOverConsole } from './framework-console.ts'

/** What the framework writes to. */
const framework = globalThis.console
const before = { ...framework }
let lines: Record<string, unknown>[]
beforeAll(() => {
  setFakeEnvironment({ LOG_LEVEL: 'warn' })
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(JSON.parse(String(line)))
    return true
  })
  takeOverConsole()
})
afterAll(() => {
  Object.assign(framework, before)
  vi.restoreAllMocks()
})
beforeEach(() => {
  lines = []
})

test('an error of the framework is told by its class, its code and its place', () => {
  const cause = Object.assign(new TypeError('fake-message of a cause'), { code: 'FAKE_CODE' })
  framework.error(' \u001b[31m⨯\u001b[39m', new Error('fake-message', { cause }))
  expect(lines).toMatchObject([
    {
      level: 'error',
      event: 'framework',
      reason: '⨯',
      error: [{ name: 'Error' }, { name: 'TypeError', code: 'FAKE_CODE' }],
    },
  ])
  expect(JSON.stringify(lines)).not.toContain('fake-message')
})

const said: [unknown[], string | undefined][] = [
  [
    ['⨯', 'Failed to handle request for /fleet?q=fake-search'],
    '⨯ Failed to handle request for /fleet',
  ],
  [['first line\nsecond line'], 'first line'],
  [['x'.repeat(300)], 'x'.repeat(200)],
  [[{ token: 'fake-token' }], undefined],
]
test.each(said)('%j', (words, reason) => {
  framework.warn(...words)
  expect(lines).toHaveLength(1)
  expect(lines[0]?.reason).toBe(reason)
  expect(JSON.stringify(lines)).not.toMatch(/fake-|second/)
})

test('what it only tells is for LOG_LEVEL=debug', () => {
  framework.log('▲ Ready')
  expect(lines).toEqual([])
})

test('a warning of Node is a line too', async () => {
  process.emitWarning('fake-message', { type: 'FakeWarning', code: 'FAKE01' })
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  expect(lines[0]).toMatchObject({ level: 'warn', event: 'warning' })
  expect(JSON.stringify(lines)).toContain('FAKE01')
  expect(JSON.stringify(lines)).not.toContain('fake-message')
})
