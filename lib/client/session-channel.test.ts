import { expect, it, vi } from 'vitest'
import { announceSession, onSessionElsewhere } from './session-channel.ts'

it('hears who is signed in from other tabs, not from itself, and no nonsense', async () => {
  const listener = vi.fn()
  const stop = onSessionElsewhere(listener)
  const otherTab = new BroadcastChannel('session')
  announceSession('1')
  for (const message of [4, { id: 2 }, 'sso:ann', null]) otherTab.postMessage(message)
  await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(2))
  expect(listener.mock.calls).toEqual([['sso:ann'], [null]])
  stop()
  otherTab.close()
})
