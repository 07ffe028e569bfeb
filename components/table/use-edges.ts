'use client'
'use no memo'

import type { RefObject } from 'react'
import { useEffect } from 'react'

/**
 * Tells on the element itself (`data-more-start`, `data-more-end`) on which side there is more to scroll to, so that
 * the pinned columns cast a shadow there. Attributes, no state: scrolling renders nothing anew.
 */
export function useEdges(ref: RefObject<HTMLElement | null>, isThere: boolean) {
  useEffect(() => {
    const element = ref.current
    if (element === null || !isThere) return
    const tell = () => {
      const rest = element.scrollWidth - element.clientWidth - element.scrollLeft
      element.toggleAttribute('data-more-start', element.scrollLeft > 1)
      element.toggleAttribute('data-more-end', rest > 1)
    }
    tell()
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
