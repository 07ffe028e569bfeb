'use client'
import { Toast } from '@base-ui/react/toast'
import clsx from 'clsx'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useMemo } from 'react'
import type { Tone } from './badge.tsx'
import { toneIcons, toneText } from './badge.tsx'
import { buttonClass } from './button.tsx'

export interface ToastOptions {
  /** A toast with the id of one that is there takes its place. */
  id?: string
  title: string
  description?: ReactNode
  tone?: Tone
  /**
   * One thing to do about it, such as undoing it; it can be done once. The toast then goes away; one with an id of its
   * own waits for the toast that takes its place, so that the focus stays where it is.
   */
  action?: { label: string; onClick: () => unknown }
  /** Milliseconds until it leaves by itself; default 6 s, 10 s with an action, never for `bad`. */
  timeoutMs?: number
}

export interface Toasts {
  /** Shows a toast and gives its id. */
  add: (toast: ToastOptions) => string
  close: (id: string) => void
}

const defaultTimeoutMs = ({ tone, action }: ToastOptions) => {
  if (tone === 'bad') return 0
  return action ? 10_000 : 6000
}

/** The way to tell something that has no place on the page: what was done, with undo, or what failed. */
export function useToasts(): Toasts {
  const manager = Toast.useToastManager()
  const { add, close } = manager
  return useMemo(
    () => ({
      close,
      add: (toast) => {
        let isDone = false
        const id = add({
          ...(toast.id === undefined ? {} : { id: toast.id }),
          title: toast.title,
          description: toast.description,
          type: toast.tone ?? 'neutral',
          timeout: toast.timeoutMs ?? defaultTimeoutMs(toast),
          actionProps: toast.action && {
            children: toast.action.label,
            onClick: () => {
              if (isDone) return
              isDone = true
              if (toast.id === undefined) close(id)
              toast.action?.onClick()
            },
          },
        })
        return id
      },
    }),
    [add, close],
  )
}

const isTone = (type: string | undefined): type is Tone => type !== undefined && type in toneIcons

function ToastList() {
  const t = useTranslations('common')
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => {
    const tone = isTone(toast.type) ? toast.type : 'neutral'
    const Icon = toneIcons[tone]
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        swipeDirection={['right', 'down']}
        className="pointer-events-auto w-full rounded-panel bg-raised shadow-float transition-[opacity,translate] duration-200 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-3 data-starting-style:opacity-0"
      >
        <Toast.Content className="flex items-start gap-2.5 py-3 pr-2 pl-3.5">
          <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', toneText[tone])} />
          <div className="min-w-0 flex-1 space-y-0.5 break-words text-body">
            <Toast.Title className="font-medium text-text" />
            <Toast.Description className="text-text-soft" />
          </div>
          <Toast.Action className={clsx(buttonClass('secondary', 'sm'), '-my-0.5 empty:hidden')} />
          <Toast.Close
            aria-label={t('dismiss')}
            className={clsx(buttonClass('ghost', 'sm'), '-my-0.5 w-7 shrink-0 px-0!')}
          >
            <X aria-hidden className="size-4" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    )
  })
}

/** Holds the toasts of everything below it. */
export function Toaster({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  return (
    <Toast.Provider limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport
          aria-label={t('notifications')}
          className="pointer-events-none fixed inset-x-4 bottom-4 z-70 flex flex-col-reverse gap-2 sm:left-auto sm:w-96"
        >
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
