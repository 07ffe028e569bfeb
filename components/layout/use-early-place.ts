'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { choosePlaceId, clustersHref } from './places.ts'
import { useSession } from './session-gate.tsx'
import { useCurrentPlace } from './use-places.ts'

/** Whoever asks for clusters before it is known who they are, and so where they were last, gets them as soon as it is. */
export function useEarlyPlace() {
  const router = useRouter()
  const isKnown = useSession() !== null
  const [isEarly, setEarly] = useState(!isKnown)
  const place = useCurrentPlace()
  const href = place && clustersHref(place.scope)
  useEffect(() => {
    if (!isEarly || !isKnown) return
    setEarly(false)
    if (href !== null && window.location.hash === `#${choosePlaceId}`) router.replace(href)
  }, [isEarly, isKnown, href, router])
}
