'use client'
import { createContext, use } from 'react'
import type { SessionEntry } from '#lib/contract/sessions.ts'

interface SessionList {
  /** The time by the server's clock when the list was read, in epoch milliseconds. */
  now: number
  onEnd: (session: SessionEntry) => void
  onSignOut: () => void
}

/** What the cells of the list need to know about the list they stand in. */
export const SessionListContext = createContext<SessionList | null>(null)

export function useSessionList(): SessionList {
  const list = use(SessionListContext)
  if (list === null) throw new Error('A cell of the session list stands outside of it')
  return list
}
