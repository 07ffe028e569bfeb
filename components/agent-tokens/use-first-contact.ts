'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { readAgentToken } from '#lib/client/agent-tokens.ts'
import { agentKeys } from '#lib/client/agents.ts'
import { inBackground } from '#lib/client/background.ts'
import { isRecordGone } from '#lib/client/failure-rules.ts'

/** What is known of a new token's first use; `checkedAt` is the browser's time of the last reading that came back. */
export type FirstContact =
  | { state: 'waiting'; hasFailed: boolean; checkedAt: number | null }
  | { state: 'connected'; lastUsedAt: string; asOf: string; checkedAt: number }
  | { state: 'revoked' }

/** Often while somebody is installing, less often when it takes longer. */
const pollMs = { soon: 5_000, later: 20_000, soonFor: 180_000 }

/**
 * Waits for the first use of a token: one reading of this token at a time, only while the page is looked at, as a
 * request that no person caused. Ends with the contact, or when the token is revoked.
 */
export function useFirstContact(projectId: number, agentId: number, tokenId: number): FirstContact {
  const queryClient = useQueryClient()
  const [contact, setContact] = useState<FirstContact>({
    state: 'waiting',
    hasFailed: false,
    checkedAt: null,
  })

  useEffect(() => {
    const since = Date.now()
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false

    async function look() {
      const end = await inBackground(() => readAgentToken(projectId, agentId, tokenId)).then(
        (token): FirstContact =>
          token.last_used_at === null
            ? { state: 'waiting', hasFailed: false, checkedAt: Date.now() }
            : {
                state: 'connected',
                lastUsedAt: token.last_used_at,
                asOf: token.console.as_of,
                checkedAt: Date.now(),
              },
        (error: Error): FirstContact | null => (isRecordGone(error) ? { state: 'revoked' } : null),
      )
      if (isOver) return
      setContact(
        (known) =>
          end ??
          (known.state === 'waiting'
            ? { ...known, hasFailed: true }
            : { state: 'waiting', hasFailed: true, checkedAt: null }),
      )
      if (end === null || end.state === 'waiting') plan()
      else void queryClient.invalidateQueries({ queryKey: agentKeys.one(projectId, agentId) })
    }

    function plan() {
      clearTimeout(timer)
      const isSoon = Date.now() - since < pollMs.soonFor
      timer = setTimeout(
        () => {
          // A page in the background asks nothing; it goes on as soon as it is looked at.
          if (document.visibilityState === 'visible') void look()
        },
        isSoon ? pollMs.soon : pollMs.later,
      )
    }

    const wake = () => {
      if (document.visibilityState === 'visible') plan()
    }
    document.addEventListener('visibilitychange', wake)
    plan()
    return () => {
      isOver = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', wake)
    }
  }, [projectId, agentId, tokenId, queryClient])

  return contact
}
