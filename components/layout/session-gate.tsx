'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { createContext, use, useEffect, useEffectEvent, useState } from 'react'
import { inBackground } from '#lib/client/background.ts'
import { readSession, type SignedIn, sessionQueries, signInHref } from '#lib/client/session.ts'
import { announceSession, onSessionElsewhere } from '#lib/client/session-channel.ts'
import { sessionLost } from '#lib/client/session-lost.ts'
import { unsaved } from '#lib/client/unsaved.ts'
import { ProblemView } from './problem-view.tsx'

const SessionContext = createContext<SignedIn | null>(null)

/** Who is signed in, or null while that is not known. Below the gate it is always known. */
export const useSession = (): SignedIn | null => use(SessionContext)

/**
 * Knows who is signed in, for the frame and the pages in it. Whoever has entered stays: a session that ends later is
 * told by a panel over the page, so that nothing typed is lost. Another person gets a fresh page, wherever the sign-in
 * took place.
 */
export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const { data } = useQuery(sessionQueries.current())
  const [entered, setEntered] = useState<SignedIn | null>(null)
  const isOther =
    data?.authenticated === true && entered !== null && data.user.id !== entered.user.id
  if (data?.authenticated && !isOther && data !== entered) setEntered(data)
  const isLost = entered !== null && data?.authenticated === false
  const userId = entered?.user.id ?? null

  // A failed reading changes nothing here: the next call of the page tells.
  const look = useEffectEvent(() => {
    inBackground(() => readSession(client)).catch(() => undefined)
  })
  useEffect(() => {
    if (userId === null) return
    announceSession(userId)
    const stops = [
      onSessionElsewhere((other) => {
        if (other !== userId || sessionLost.isLost()) look()
      }),
      sessionLost.subscribe(() => {
        if (sessionLost.isLost()) look()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [userId])
  useEffect(() => {
    if (isLost) sessionLost.report()
  }, [isLost])
  useEffect(() => {
    if (!isOther) return
    // What was typed here is not theirs and not worth a question.
    unsaved.releaseAll()
    window.location.reload()
  }, [isOther])
  return <SessionContext value={entered}>{children}</SessionContext>
}

const hopKey = 'sso-hop'
const hopPauseMs = 10_000

/** Not again at once: a browser that keeps no cookie would go round in circles. */
function mayHop(): boolean {
  try {
    const last = Number(sessionStorage.getItem(hopKey) ?? 0)
    if (Math.abs(Date.now() - last) < hopPauseMs) return false
    sessionStorage.setItem(hopKey, String(Date.now()))
    return true
  } catch {
    return false
  }
}

interface SessionGateProps {
  /** Shown while it is not known who is there, and on the way to sign-in. */
  pending: ReactNode
  children: ReactNode
}

/**
 * Shows the page to whoever is signed in and leads everybody else to sign-in. The server cannot decide this: the
 * session's cookie does not travel with a link from another site, but it does with the call to `/api/session`.
 */
export function SessionGate({ pending, children }: SessionGateProps) {
  const router = useRouter()
  const session = useSession()
  const { data, error, refetch, isFetching } = useQuery(sessionQueries.current())
  const isStranger = session === null && data?.authenticated === false
  const isSso = data?.mode === 'proxy-jwt'
  useEffect(() => {
    if (!isStranger) return
    const here = window.location.pathname + window.location.search
    // Who it is has been said already: nobody has to press anything.
    if (isSso && mayHop()) {
      window.location.replace(signInHref(here))
      return
    }
    router.replace(`/login?return_to=${encodeURIComponent(here)}` as Route)
  }, [isStranger, isSso, router])
  if (session !== null) return children
  if (error && !data) {
    return <ProblemView error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  }
  return pending
}
