'use client'
import { type RefObject, useEffect, useRef } from 'react'

/** A dialog gives the focus back after its last frame. */
const settleMs = 300

/**
 * Where the step moved on under the person, and took what had the focus along, the heading of the new one gets it.
 * Nothing happens on the first reading, or while a dialog is open.
 */
export function useStepFocus(
  heading: RefObject<HTMLElement | null>,
  step: string | null,
  isDialogOpen: boolean,
) {
  const seen = useRef(step)
  useEffect(() => {
    if (isDialogOpen || seen.current === step) return
    const isFirst = seen.current === null
    seen.current = step
    if (isFirst) return
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) heading.current?.focus()
    }, settleMs)
    return () => clearTimeout(timer)
  }, [heading, step, isDialogOpen])
}
