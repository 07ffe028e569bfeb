import { unsaved } from '#lib/client/unsaved.ts'

/** Where the page that holds something stands in the history. */
interface Place {
  pathname: string
  /** Slot of the session history; null in browsers without the Navigation API. */
  key: string | null
  url: string
  state: unknown
}

function currentPlace(): Place {
  return {
    pathname: location.pathname,
    key: window.navigation?.currentEntry?.key ?? null,
    url: location.href,
    state: history.state,
  }
}

/**
 * Back and forward cannot be refused, only undone: the browser has moved when it tells. So the router is kept from
 * hearing of it (its listener comes after ours, which captures), the history goes back to the page, and the question
 * is asked. Only another path counts; the rest of the URL changes without taking the form away.
 * Gives the function that stops it.
 */
export function guardHistory(): () => void {
  let here = currentPlace()
  let isReturning = false

  function goHome(navigation: Navigation, key: string) {
    isReturning = true
    navigation.traverseTo(key).committed?.catch(() => {
      // A second press on "back" overtook the way home.
      if (isReturning && navigation.currentEntry?.key !== key) goHome(navigation, key)
    })
  }

  function onPopState(event: PopStateEvent) {
    const target = currentPlace()
    if (isReturning) {
      event.stopImmediatePropagation()
      if (target.key === here.key) isReturning = false
      return
    }
    if (target.pathname === here.pathname || !unsaved.isHeld()) {
      here = target
      return
    }
    event.stopImmediatePropagation()
    const { navigation } = window
    if (navigation && here.key !== null && target.key !== null) {
      const { key } = target
      goHome(navigation, here.key)
      unsaved.ask(() => void navigation.traverseTo(key))
    } else {
      // Without the Navigation API nobody knows whether it was back or forward: put the page on top again.
      history.pushState(here.state, '', here.url)
      unsaved.ask(() => history.back())
    }
  }

  function onEntryChange(event: NavigationCurrentEntryChangeEvent) {
    if (event.navigationType !== 'traverse') here = currentPlace()
  }

  const remember = () => {
    if (window.navigation === undefined && location.pathname !== here.pathname)
      here = currentPlace()
  }

  window.addEventListener('popstate', onPopState, { capture: true })
  window.navigation?.addEventListener('currententrychange', onEntryChange)
  const forget = unsaved.subscribe(remember)
  return () => {
    window.removeEventListener('popstate', onPopState, { capture: true })
    window.navigation?.removeEventListener('currententrychange', onEntryChange)
    forget()
  }
}
