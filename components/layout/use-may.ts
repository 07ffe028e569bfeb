'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { scopeQueries } from '#lib/client/scopes.ts'
import type { SignedIn } from '#lib/client/session.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { useSession } from './session-gate.tsx'

/**
 * Why a change would be refused, the widest reason first: for everybody, for this person in this console, for the
 * access that GitLab gave, for the role in the scope.
 */
export type Barrier = 'read_only' | 'viewer' | 'access' | 'role'

/** A change may be offered, or why not; `asking` while that is on its way. */
export type Leave = 'granted' | 'asking' | Barrier

/** What keeps this person from changing anything anywhere, or null. */
export function sessionBarrier(session: SignedIn): Exclude<Barrier, 'role'> | null {
  if (session.read_only) return 'read_only'
  if (session.role === 'viewer') return 'viewer'
  return session.may_write ? null : 'access'
}

/**
 * Whether changes in a scope are offered to this person: by the session, and by what GitLab lets them do there. It is
 * a courtesy before the click; GitLab decides at the call, and what it could not tell here is offered.
 */
export function useMay(scope: Scope) {
  const session = useSession()
  const barrier = session && sessionBarrier(session)
  const info = useQuery({
    ...scopeQueries.info(scope),
    enabled: session !== null && barrier === null,
  })
  return (right: 'write_clusters' | 'write_agents'): Leave => {
    if (barrier !== null) return barrier
    if (info.isPending) return 'asking'
    return info.data?.console.may[right] === false ? 'role' : 'granted'
  }
}

/** A leave that was granted once on this page stays: a right lost meanwhile takes nothing away that was typed. */
export function useKeptLeave(leave: Leave): Leave {
  const [wasGranted, setGranted] = useState(leave === 'granted')
  if (leave === 'granted' && !wasGranted) setGranted(true)
  return wasGranted ? 'granted' : leave
}
