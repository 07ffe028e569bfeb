import { afterEach, beforeEach, expect, test, vi } from 'vitest'

// The module remembers what it noted, as a page does.
let build: typeof import('./console-build.ts')
beforeEach(async () => {
  vi.resetModules()
  vi.stubGlobal('document', { documentElement: { dataset: { build: 'build-a' } } })
  build = await import('./console-build.ts')
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test.each([
  ['its own build', ['build-a', 'build-a'], false],
  ['an answer of something in between', [null], false],
  ['another build', ['build-a', 'build-b'], true],
  ['both in turns, as during a rolling update', ['build-b', 'build-a'], true],
])('a page that hears of %s', (_, answers, outdated) => {
  const told = vi.fn()
  build.consoleBuild.subscribe(told)
  for (const answer of answers) build.consoleBuild.note(answer)
  expect(build.consoleBuild.isOutdated()).toBe(outdated)
  expect(told).toHaveBeenCalledTimes(outdated ? 1 : 0)
})

test('a page that does not know its build says nothing', () => {
  vi.stubGlobal('document', { documentElement: { dataset: {} } })
  build.consoleBuild.note('build-b')
  expect(build.consoleBuild.isOutdated()).toBe(false)
})

test.each([
  [Object.assign(new Error('x'), { name: 'ChunkLoadError' }), true],
  [new Error('Failed to load chunk /_next/static/chunks/1.js from module 2'), true],
  [new Error('Cannot read properties of undefined'), false],
  [new TypeError('Failed to fetch'), false],
])('%s is a lost part of the page: %s', (error, lost) => {
  expect(build.isPartLost(error)).toBe(lost)
})
