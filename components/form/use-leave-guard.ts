'use client'
'use no memo'
import { useEffect, useMemo, useState } from 'react'
import { type HeldKind, unsaved } from '#lib/client/unsaved.ts'

/**
 * Guards what is typed in a form or a dialog as long as `what` says what would be lost; null while there is nothing.
 * `release` is for the moment after a save, before the page moves on; `leave` asks before a dialog closes.
 */
export function useLeaveGuard(what: string | null, kind: HeldKind = 'typed') {
  const [owner] = useState(() => Symbol('unsaved'))
  useEffect(() => {
    if (what !== null) unsaved.hold(owner, what, kind)
    return () => unsaved.release(owner)
  }, [owner, what, kind])
  return useMemo(
    () => ({
      release: () => unsaved.release(owner),
      leave: (proceed: () => void) => unsaved.ask(proceed, owner),
    }),
    [owner],
  )
}
