'use client'
import { Tooltip } from '@base-ui/react/tooltip'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type Tip, tipPopup, watchTips } from './watch-tips.ts'

/** The one popup of all that carry a `tip`, around the whole page. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const [tip, setTip] = useState<Tip | null>(null)
  const watch = useRef<ReturnType<typeof watchTips>>(null)

  useEffect(() => {
    const started = watchTips((shown) => {
      setOpen(shown !== null)
      // What fades out keeps its words.
      if (shown !== null) setTip(shown)
    })
    watch.current = started
    return started.stop
  }, [])

  return (
    <>
      {children}
      <Tooltip.Root open={isOpen} onOpenChange={(open) => !open && watch.current?.close()}>
        <Tooltip.Portal>
          <Tooltip.Positioner
            anchor={tip?.anchor}
            side={tip?.side}
            sideOffset={6}
            collisionPadding={8}
            className="z-60"
          >
            <Tooltip.Popup
              {...tipPopup}
              // What carries it has a name of its own.
              aria-hidden
              className="max-w-80 rounded-control bg-raised px-2 py-1 text-meta whitespace-pre-line text-text tabular-nums shadow-float transition-opacity data-ending-style:opacity-0 data-instant:transition-none data-starting-style:opacity-0"
            >
              {tip?.words}
            </Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      </Tooltip.Root>
    </>
  )
}
