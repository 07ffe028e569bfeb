'use client'
'use no memo'

import type { RefObject } from 'react'
import { useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** From here on rows are rows; below they are cards, which show every column (`sm` of Tailwind). */
const rowsQuery = '(min-width: 40rem)'
/** Kept free for the scrollbar and the frame, whether there is one or not, so that no column comes and goes with it. */
const reservedPx = 18

const roomIn = (element: HTMLElement) =>
  window.matchMedia(rowsQuery).matches ? element.clientWidth - reservedPx : Number.POSITIVE_INFINITY

/** What each table had when it was last on screen. */
const lastRooms = new WeakMap<object, number>()

/**
 * Pixels that columns have in the element at its present width; `Infinity` for cards. Right before the first paint, so that
 * nothing moves: a table that comes back begins with the room that it had, which the browser then need not lay out the page
 * twice for, and is set right by its observer, which is called before the paint too. `table` is the same object each time.
 */
export function useRoom(ref: RefObject<HTMLElement | null>, table: object): number {
  const [room, setRoom] = useState(() => lastRooms.get(table) ?? Number.POSITIVE_INFINITY)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () => {
      const now = roomIn(element)
      lastRooms.set(table, now)
      setRoom(now)
    }
    let isGuess = lastRooms.has(table)
    if (!isGuess) measure()
    const observer = new ResizeObserver(() => {
      if (isGuess) flushSync(measure)
      else measure()
      isGuess = false
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref, table])
  return room
}
