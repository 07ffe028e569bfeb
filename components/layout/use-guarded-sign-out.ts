'use client'
import { useSignOut } from '#lib/client/session.ts'
import { unsaved } from '#lib/client/unsaved.ts'

/**
 * Signs out and loads the sign-in page anew, so that nothing of the session stays in the page's memory. Asks first
 * when something typed would be lost.
 */
export function useGuardedSignOut() {
  const signOut = useSignOut()
  const signOutAndLeave = () => {
    unsaved.releaseAll()
    signOut.mutate(undefined, { onSuccess: () => window.location.assign('/login') })
  }
  return () => unsaved.ask(signOutAndLeave)
}
