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
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const active = document.activeElement
      if (active === document.body) heading.current?.focus()
      // On a slow machine the dialog is still on its way out.
      else if (active?.closest('[role=dialog]')) timer = setTimeout(look, settleMs)
    }
    timer = setTimeout(look, settleMs)
    return () => clearTimeout(timer)
  }, [heading, step, isDialogOpen])
}
