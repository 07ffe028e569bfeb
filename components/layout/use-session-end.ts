'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { inBackground } from '#lib/client/background.ts'
import { readSession, sessionQueries } from '#lib/client/session.ts'
import { onSessionElsewhere } from '#lib/client/session-channel.ts'
import { sessionEndOf } from '#lib/client/session-end.ts'
import { sessionLost } from '#lib/client/session-lost.ts'

/** A reading that is no older counts as made now. */
const freshMs = 2_000
/** After the end the server is asked, a moment later so that it is the end there too. */
const afterEndMs = 300
/** Timers of browsers know no more than 24 days; an hour is enough to look again. */
const longestMs = 3_600_000

/**
 * The end of the session when it is near, else null. Nobody's doing is counted here: when the warning is due by the
 * last answer, the server is asked, in the background, whether something was done meanwhile, in this tab or another.
 * At the end it is asked again, and its answer brings the panel of a lost session.
 */
export function useSessionEnd() {
  const client = useQueryClient()
  const { data, dataUpdatedAt } = useQuery(sessionQueries.current())
  const isLost = useSyncExternalStore(sessionLost.subscribe, sessionLost.isLost, () => false)
  const [isNear, setNear] = useState(false)
  const isThere = data?.authenticated === true && !isLost
  const end = isThere ? sessionEndOf(data, dataUpdatedAt) : null
  const warnsAt = end?.warnsAt ?? null
  const endsAt = end?.endsAt ?? null

  const look = useEffectEvent(() => {
    inBackground(() => readSession(client)).catch(() => {
      // Whether it is near is not known to be untrue; the next call of the page tells.
      if (warnsAt !== null && Date.now() >= warnsAt) setNear(true)
    })
  })
  const warn = useEffectEvent(() => {
    if (Date.now() - dataUpdatedAt < freshMs) setNear(true)
    else look()
  })

  useEffect(() => {
    if (warnsAt === null || endsAt === null) {
      setNear(false)
      return
    }
    const leftMs = warnsAt - Date.now()
    if (leftMs > 0) setNear(false)
    const timers = [
      setTimeout(warn, Math.min(Math.max(0, leftMs), longestMs)),
      setTimeout(look, Math.min(Math.max(0, endsAt - Date.now()) + afterEndMs, longestMs)),
    ]
    return () => {
      for (const timer of timers) clearTimeout(timer)
    }
  }, [warnsAt, endsAt])

  useEffect(() => {
    if (isNear) return onSessionElsewhere(() => look())
  }, [isNear])

  return isNear ? end : null
}
