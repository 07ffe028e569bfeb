import { unsaved } from '#lib/client/unsaved.ts'

/** Whether going to `href` takes the page's content away; the query and the hash of the same path do not. */
export function isLeaving(href: string): boolean {
  const url = URL.parse(href, location.href)
  return url !== null && (url.origin !== location.origin || url.pathname !== location.pathname)
}

function clickedLink(event: MouseEvent): HTMLAnchorElement | null {
  const isPlain =
    event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
  if (!isPlain || event.defaultPrevented || !(event.target instanceof Element)) return null
  const link = event.target.closest('a')
  if (!(link instanceof HTMLAnchorElement) || link.href === '' || link.hasAttribute('download')) {
    return null
  }
  return link.target === '' || link.target === '_self' ? link : null
}

/**
 * Asks before a press on a link takes typed things away. It listens while the event goes down, before React and the
 * router hear of it; agreed to, the same link is pressed again, so that whatever it does stays its own affair.
 * Gives the function that stops it.
 */
export function guardLinks(): () => void {
  function onClick(event: MouseEvent) {
    const link = clickedLink(event)
    if (link === null || !unsaved.isHeld() || !isLeaving(link.href)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    unsaved.ask(() => {
      if (link.isConnected) link.click()
      else location.assign(link.href)
    })
  }
  window.addEventListener('click', onClick, { capture: true })
  return () => window.removeEventListener('click', onClick, { capture: true })
}
