'use client'
import { unsaved } from '#components/form/unsaved.ts'
import { useSignOut } from '#lib/client/session.ts'

/**
 * Signs out and loads the sign-in page anew, so that nothing of the session stays in the page's memory. Asks first
 * when something typed would be lost.
 */
export function useLeave() {
  const signOut = useSignOut()
  const leave = () => {
    unsaved.releaseAll()
    signOut.mutate(undefined, { onSuccess: () => window.location.assign('/login') })
  }
  return () => unsaved.ask(leave)
}
