'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { agentKeys } from '#lib/client/agents.ts'
import { inBackground } from '#lib/client/background.ts'
import { intentQueries } from '#lib/client/intents.ts'
import type { AgentToken, AgentTokenCreate } from '#lib/contract/agent-token.ts'
import { attemptToken } from './attempt-token.ts'
import type { AskReason } from './create-attempt.ts'

/** Why a secret left the page before its dialog was closed. */
export type RemovalReason = 'time' | 'signed_out' | 'left'

export type CreationPhase =
  | { name: 'form' }
  /** Under way; with a reason when it has to be asked again what became of it. */
  | { name: 'asking'; reason: AskReason | null }
  | { name: 'over'; error: Error }
  /** The one place that ever holds a secret. */
  | { name: 'shown'; token: AgentToken; secret: string }
  /** The token is there, its secret is not on the page any more. */
  | { name: 'removed'; token: AgentToken; why: RemovalReason }

interface TokenCreationOptions {
  projectId: number
  agentId: number
  onCreated: ((tokenId: number) => void) | undefined
}

/**
 * The creation of one token, from the form to the secret and its removal. A key belongs to one attempt: made with the
 * dialog, and anew whenever an attempt is over. The secret lives in this state only and leaves it by `remove` or `end`.
 */
export function useTokenCreation({ projectId, agentId, onCreated }: TokenCreationOptions) {
  const queryClient = useQueryClient()
  const [phase, setPhase] = useState<CreationPhase>({ name: 'form' })
  const key = useRef<string | null>(null)
  const attempt = useRef<AbortController | null>(null)
  const isEnded = useRef(false)
  useEffect(() => () => attempt.current?.abort(), [])

  const readIntents = async () => {
    const query = { ...intentQueries.list(), staleTime: 0 }
    const { items } = await inBackground(() => queryClient.fetchQuery(query))
    return items
  }

  /** Runs one attempt. Gives the error that the fields are to blame for, else null. */
  async function create(body: AgentTokenCreate): Promise<Error | null> {
    if (isEnded.current || attempt.current?.signal.aborted === false) return null
    const running = new AbortController()
    attempt.current = running
    const { signal } = running
    key.current ??= crypto.randomUUID()
    const usedKey = key.current
    setPhase({ name: 'asking', reason: null })
    const onAsk = (reason: AskReason) => setPhase({ name: 'asking', reason })
    const request = { projectId, agentId, body, key: usedKey, signal, onAsk, readIntents }
    const ended = await attemptToken(request).catch(() => null)
    // Aborted: nobody is there to be told, and the dialog is not this attempt's any more.
    if (ended === null || signal.aborted) return null
    attempt.current = null
    key.current = crypto.randomUUID()
    void queryClient.invalidateQueries({ queryKey: agentKeys.one(projectId, agentId) })
    if (ended.kind === 'made') {
      const { token: secret, ...token } = ended.created
      setPhase({ name: 'shown', token, secret })
      onCreated?.(token.id)
      return null
    }
    void queryClient.invalidateQueries({ queryKey: intentQueries.list().queryKey })
    setPhase(ended.kind === 'fields' ? { name: 'form' } : { name: 'over', error: ended.error })
    return ended.kind === 'fields' ? ended.error : null
  }

  return {
    phase,
    create,
    /** Takes the secret off the page and keeps what is known of the token. */
    remove: (why: RemovalReason) =>
      setPhase((now) => (now.name === 'shown' ? { name: 'removed', token: now.token, why } : now)),
    /** Nobody waits any more: the secret is gone, and no further attempt begins. What is on show fades out as it is. */
    end() {
      isEnded.current = true
      attempt.current?.abort()
      setPhase((now) => (now.name === 'shown' ? { ...now, secret: '' } : now))
    },
  }
}
