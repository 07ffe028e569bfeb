'use client'
import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { DialogClose, DialogFooter } from './dialog-frame.tsx'
import { reachWhereItScrolls } from './reach-where-it-scrolls.ts'

interface SidePanelProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  /** What can be done, the primary action last. */
  footer?: ReactNode
}

/** One record beside the list it was opened from: slides over the page at its end, goes with Esc. */
export function SidePanel({ open, onClose, title, description, children, footer }: SidePanelProps) {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim/50 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 right-0 z-40 flex w-full max-w-[480px] flex-col bg-raised text-body shadow-float outline-none transition-[translate,opacity] data-ending-style:translate-x-6 data-ending-style:opacity-0 data-starting-style:translate-x-6 data-starting-style:opacity-0 motion-reduce:transition-none">
          <div className="border-b border-line px-5 pt-4 pr-14 pb-3">
            <Dialog.Title className="text-section font-semibold break-words">{title}</Dialog.Title>
            {description && (
              <Dialog.Description className="mt-1 text-text-soft" render={<div />}>
                {description}
              </Dialog.Description>
            )}
          </div>
          <div
            ref={reachWhereItScrolls}
            className="min-h-0 flex-1 space-y-5 overflow-y-auto overscroll-contain px-5 py-4"
          >
            {children}
          </div>
          <DialogFooter>{footer}</DialogFooter>
          <DialogClose />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
