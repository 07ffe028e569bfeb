import { unsaved } from '#lib/client/unsaved.ts'

const ask = (event: BeforeUnloadEvent) => event.preventDefault()

/**
 * Lets the browser ask before the tab closes, reloads or goes to another site. The listener stands only while there
 * is something to lose: it keeps a page out of the back/forward cache. Gives the function that stops it.
 */
export function guardTab(): () => void {
  const follow = () => {
    if (unsaved.isHeld()) window.addEventListener('beforeunload', ask)
    else window.removeEventListener('beforeunload', ask)
  }
  follow()
  const forget = unsaved.subscribe(follow)
  return () => {
    forget()
    window.removeEventListener('beforeunload', ask)
  }
}
