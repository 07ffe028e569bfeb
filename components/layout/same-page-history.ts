/**
 * Keeps back and forward within one page in step with its address.
 *
 * The router keeps its note of the page in every history entry. Notes from before a reload mean nothing to its cache: it
 * fetches the page again, finds that the answer is for other search parameters, fetches once more, and when the person
 * has gone on meanwhile it stands still for good. Where the path stays the page stays, so the entry is given the note of
 * the page on screen before the router reads it; nothing has to be fetched.
 * Browsers without the Navigation API are left as they are.
 * Gives the function that stops it.
 */
export function keepPageInHistory(): () => void {
  const { navigation } = window
  if (!navigation) return () => undefined
  const current = () => ({ pathname: location.pathname, note: history.state as unknown })
  let onScreen = current()

  function onEntryChange(event: NavigationCurrentEntryChangeEvent) {
    if (event.navigationType !== 'traverse') onScreen = current()
  }

  function onPopState(event: PopStateEvent) {
    if (!event.isTrusted || location.pathname !== onScreen.pathname) return
    event.stopImmediatePropagation()
    history.replaceState(onScreen.note, '', location.href)
    window.dispatchEvent(new PopStateEvent('popstate', { state: onScreen.note }))
  }

  navigation.addEventListener('currententrychange', onEntryChange)
  window.addEventListener('popstate', onPopState, { capture: true })
  return () => {
    navigation.removeEventListener('currententrychange', onEntryChange)
    window.removeEventListener('popstate', onPopState, { capture: true })
  }
}
