'use client'
import { Dialog } from '@base-ui/react/dialog'
import clsx from 'clsx'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { buttonClass } from '#components/ui/button.tsx'

/** What stays in view below the body of a dialog: what can be done, the primary action last. */
export function DialogFooter({ children }: { children: ReactNode }) {
  if (!children) return null
  return (
    <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
      {children}
    </div>
  )
}

/** In the corner of every dialog. */
export function DialogClose() {
  const t = useTranslations('common')
  return (
    <Dialog.Close
      aria-label={t('close')}
      className={clsx(buttonClass('ghost'), 'absolute! top-3 right-3 w-8 px-0!')}
    >
      <X aria-hidden className="size-4" />
    </Dialog.Close>
  )
}
