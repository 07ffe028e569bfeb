import dns from 'node:dns'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createGitLab } from './request.ts'
import { fakeTokens, settingsFor } from './stand-in.fixture.ts'

afterEach(() => vi.restoreAllMocks())

test('nobody to connect to is no slow GitLab, also when the time is over in the middle of another try', async () => {
  // Names that nobody resolves: no connection comes about, and each try ends by a limit of its own, to half a second.
  vi.spyOn(dns, 'lookup').mockImplementation(Object.assign(() => undefined, dns.lookup))
  const gitlab = createGitLab({
    tokens: fakeTokens(),
    person: '1',
    requestId: 'r',
    settings: settingsFor('https://gitlab.invalid', { connectMs: 300, readMs: 1_900 }),
  })
  const reads = Array.from({ length: 6 }, () =>
    gitlab.get('things', { schema: z.object({}) }).catch((error: { code: string }) => error.code),
  )
  expect(new Set(await Promise.all(reads))).toEqual(new Set(['upstream_unreachable']))
  expect(dns.lookup).toHaveBeenCalled()
})
