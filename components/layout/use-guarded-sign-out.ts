'use client'
import { useSignOut } from '#lib/client/session.ts'
import { unsaved } from '#lib/client/unsaved.ts'
import { useSession } from './session-gate.tsx'

/**
 * Signs out and loads the sign-in page anew (behind an SSO, the page that ends its session), so that nothing of the session stays in the page's memory. Asks first
 * when something typed would be lost.
 */
export function useGuardedSignOut() {
  const signOut = useSignOut()
  const session = useSession()
  const signOutAndLeave = () => {
    unsaved.releaseAll()
    signOut.mutate(undefined, {
      onSuccess: () => window.location.assign(session?.logout_url ?? '/login'),
    })
  }
  return () => unsaved.ask(signOutAndLeave)
}
