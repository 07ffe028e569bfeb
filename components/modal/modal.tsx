'use client'
import { Dialog } from '@base-ui/react/dialog'
import clsx from 'clsx'
import type { ReactNode, RefObject } from 'react'
import { DialogClose, DialogFooter } from './dialog-frame.tsx'
import { reachWhereItScrolls } from './reach-where-it-scrolls.ts'

/** What the person did to close the dialog. */
export type CloseReason = 'escape' | 'outside' | 'close'

const widths = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl' }

interface ModalProps {
  open: boolean
  onClose: () => void
  /** Asked before Esc, a press outside or the close button take effect; false keeps the dialog open. */
  onCloseRequest?: (reason: CloseReason) => boolean
  title: ReactNode
  /** The title as something that can take the focus. */
  titleRef?: RefObject<HTMLHeadingElement | null>
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the primary one last. */
  footer?: ReactNode
  size?: keyof typeof widths
  /** Takes the focus when it opens; else the first control. */
  initialFocus?: RefObject<HTMLElement | null>
  /** Takes the focus when it closes; else what had it before. */
  finalFocus?: RefObject<HTMLElement | null>
}

function closeReason(reason: string): CloseReason {
  if (reason === 'escape-key') return 'escape'
  return reason === 'close-press' ? 'close' : 'outside'
}

/** The one dialog: title, description, body that scrolls, footer that stays. Focus goes in and comes back. */
export function Modal({
  open,
  onClose,
  onCloseRequest,
  title,
  titleRef,
  description,
  children,
  footer,
  size = 'sm',
  initialFocus,
  finalFocus,
}: ModalProps) {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next, details) => {
        if (next) return
        if (onCloseRequest && !onCloseRequest(closeReason(details.reason))) details.cancel()
        else onClose()
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-end justify-center p-2 sm:items-center sm:p-6">
          <Dialog.Popup
            initialFocus={initialFocus}
            finalFocus={finalFocus}
            className={clsx(
              'relative flex max-h-full w-full flex-col overflow-hidden rounded-panel bg-raised text-body shadow-float outline-none transition-[opacity,translate] data-ending-style:translate-y-1 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0',
              widths[size],
            )}
          >
            <div className="px-5 pt-4 pr-14 pb-3">
              <Dialog.Title
                ref={titleRef}
                tabIndex={titleRef && -1}
                className="text-section font-semibold break-words outline-none"
              >
                {title}
              </Dialog.Title>
              {description && (
                <Dialog.Description className="mt-1 text-text-soft" render={<div />}>
                  {description}
                </Dialog.Description>
              )}
            </div>
            {children && (
              <div
                ref={reachWhereItScrolls}
                className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-5"
              >
                {children}
              </div>
            )}
            <DialogFooter>{footer}</DialogFooter>
            <DialogClose />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
