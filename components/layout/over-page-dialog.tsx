'use client'
import { AlertDialog } from '@base-ui/react/alert-dialog'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'

interface OverPageDialogProps {
  open: boolean
  /** Esc was pressed; without it the dialog stays. */
  onDismiss?: () => void
  icon: LucideIcon
  title: ReactNode
  text: ReactNode
  /** One line of what became of the last try. */
  status: ReactNode
  actions: ReactNode
  initialFocus: RefObject<HTMLElement | null>
}

/** About the session, over the page and every other dialog: what stands below keeps all that was typed. */
export function OverPageDialog(props: OverPageDialogProps) {
  const { open, onDismiss, icon: Icon, title, text, status, actions, initialFocus } = props
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onDismiss?.()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-60 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Viewport className="fixed inset-0 z-60 flex items-end justify-center p-2 sm:items-center sm:p-6">
          <AlertDialog.Popup
            initialFocus={initialFocus}
            className="w-full max-w-md rounded-panel bg-raised p-5 text-body shadow-float outline-none transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
          >
            <AlertDialog.Title className="flex items-start gap-2 text-section font-semibold">
              <Icon aria-hidden className="mt-1 size-4 shrink-0 text-text-faint" />
              {title}
            </AlertDialog.Title>
            <AlertDialog.Description className="mt-1 text-text-soft" render={<div />}>
              {text}
            </AlertDialog.Description>
            <p role="status" className="mt-3 min-h-5 text-meta text-text-soft">
              {status}
            </p>
            <div className="mt-2 flex flex-wrap justify-end gap-2">{actions}</div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
