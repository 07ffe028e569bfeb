'use client'
'use no memo'

import type { RefObject } from 'react'
import { useLayoutEffect, useState } from 'react'

/** From here on rows are rows; below they are cards, which show every column (`sm` of Tailwind). */
const rowsQuery = '(min-width: 40rem)'
/** Kept free for the scrollbar and the frame, whether there is one or not, so that no column comes and goes with it. */
const reservedPx = 18

/**
 * Pixels that columns have in the element at its present width; `Infinity` for cards. Measured before the first
 * paint, so that nothing moves.
 */
export function useRoom(ref: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () =>
      setRoom(
        window.matchMedia(rowsQuery).matches
          ? element.clientWidth - reservedPx
          : Number.POSITIVE_INFINITY,
      )
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return room
}
