'use client'
import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

interface Shown {
  content: ReactNode
  side: 'top' | 'right' | 'bottom' | 'left'
}

/** One popup for all: a table holds hundreds of these, and mounts them anew with every key of a search. */
const shared = Base.createHandle<Shown>()

interface TooltipProps {
  content: ReactNode
  /** One focusable element; it must have its own accessible name, a tooltip is for the eye only. */
  children: ReactElement
  side?: Shown['side']
  disabled?: boolean
}

/** Shows words on hover and on keyboard focus. */
export function Tooltip({ content, children, side = 'top', disabled = false }: TooltipProps) {
  return (
    <Base.Trigger
      handle={shared}
      payload={{ content, side }}
      disabled={disabled}
      render={children}
    />
  )
}

/** Holds the popup of all tooltips; they share one delay. Stands once, around the whole page. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider delay={350}>
      {children}
      <Base.Root handle={shared}>
        {({ payload }) => (
          <Base.Portal>
            <Base.Positioner
              side={payload?.side ?? 'top'}
              sideOffset={6}
              collisionPadding={8}
              className="z-60"
            >
              <Base.Popup className="max-w-80 rounded-control bg-raised px-2 py-1 text-meta text-text shadow-float transition-opacity data-ending-style:opacity-0 data-instant:transition-none data-starting-style:opacity-0">
                {payload?.content}
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        )}
      </Base.Root>
    </Base.Provider>
  )
}
