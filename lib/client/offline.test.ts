import { afterEach, expect, test, vi } from 'vitest'
import { bff } from './bff.ts'
import { isOutcomeUnknown } from './failure-rules.ts'
import { OfflineError } from './offline.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

function browser({ onLine, reaches }: { onLine: boolean; reaches: boolean }) {
  const sent: string[] = []
  vi.stubGlobal('navigator', { onLine })
  vi.stubGlobal('fetch', async (path: string) => {
    sent.push(path)
    if (!reaches) throw new TypeError('Failed to fetch')
    return new Response(null, { status: 204 })
  })
  return sent
}
const write = () => bff.command('/api/views/1').catch((error: unknown) => error)

test('without a network a write is refused before it is sent, so that its outcome is known', async () => {
  const sent = browser({ onLine: false, reaches: false })
  const error = await write()
  expect(error).toBeInstanceOf(OfflineError)
  expect(isOutcomeUnknown(error instanceof Error ? error : null)).toBe(false)
  expect(sent).toEqual(['/healthz'])
})

test('a console on the same machine needs no network', async () => {
  const sent = browser({ onLine: false, reaches: true })
  expect(await write()).toBeUndefined()
  expect(sent).toEqual(['/healthz', '/api/views/1'])
})

test('with a network nothing is asked beforehand', async () => {
  const sent = browser({ onLine: true, reaches: false })
  expect(await write()).toBeInstanceOf(TypeError)
  expect(sent).toEqual(['/api/views/1'])
})
