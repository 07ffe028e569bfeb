'use client'
'use no memo'

import type { RefObject } from 'react'
import { useEffect } from 'react'

/**
 * Tells on the element itself whether it is wider inside than outside (`data-wide`), so that columns are pinned, and on
 * which side there is more to scroll to (`data-more-start`, `data-more-end`), so that they cast a shadow there.
 * Attributes, no state: scrolling renders nothing anew.
 */
export function useEdges(ref: RefObject<HTMLElement | null>, isThere: boolean) {
  useEffect(() => {
    const element = ref.current
    if (element === null || !isThere) return
    const tell = () => {
      const hidden = element.scrollWidth - element.clientWidth
      element.toggleAttribute('data-wide', hidden > 1)
      element.toggleAttribute('data-more-start', element.scrollLeft > 1)
      element.toggleAttribute('data-more-end', hidden - element.scrollLeft > 1)
    }
    // Called for what is there already too, when the browser has laid it out anyway.
    const observer = new ResizeObserver(tell)
    observer.observe(element)
    // What scrolls inside grows and shrinks with the columns chosen.
    if (element.firstElementChild) observer.observe(element.firstElementChild)
    element.addEventListener('scroll', tell, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', tell)
    }
  }, [ref, isThere])
}
