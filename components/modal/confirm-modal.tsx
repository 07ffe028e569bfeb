'use client'
import { CircleCheck, CircleX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode, RefObject } from 'react'
import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Modal } from './modal.tsx'

interface ConfirmModalProps {
  open: boolean
  onClose: () => void
  /** The real question or the deed: "Delete cluster agents-old". */
  title: ReactNode
  description?: ReactNode
  /** What is gone afterwards. */
  lost: readonly ReactNode[]
  /** What stays as it is. */
  kept?: readonly ReactNode[]
  /** The name that has to be typed. */
  name: string
  /** Verb and object of the button: "Delete cluster". */
  confirmLabel: string
  onConfirm: () => void
  busy?: boolean
  /** What failed: the dialog stays open and shows it. */
  error?: ReactNode
  children?: ReactNode
  /** Takes the focus when it closes, once set; else what had it before. */
  finalFocus?: RefObject<HTMLElement | null>
}

/** Asks for the name before something is destroyed; says what is lost and what is not. Closed, it forgets the typing. */
export function ConfirmModal({ open, onClose, busy = false, ...props }: ConfirmModalProps) {
  const formId = useId()
  const t = useTranslations('common')
  return (
    <Modal
      open={open}
      onClose={onClose}
      onCloseRequest={() => !busy}
      size="md"
      finalFocus={props.finalFocus}
      title={props.title}
      description={props.description}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={formId} variant="danger" busy={busy}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <ConfirmBody {...props} formId={formId} busy={busy} />
    </Modal>
  )
}

type ConfirmBodyProps = Omit<ConfirmModalProps, 'open' | 'onClose' | 'busy'> & {
  formId: string
  busy: boolean
}

function ConfirmBody({
  formId,
  busy,
  name,
  lost,
  kept,
  error,
  children,
  onConfirm,
}: ConfirmBodyProps) {
  const t = useTranslations('common')
  const id = useId()
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <form
      id={formId}
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        if (typed.trim() === name.trim()) onConfirm()
        else setWrong(true)
      }}
    >
      <Consequences lost={lost} kept={kept} />
      {children}
      <div className="space-y-1.5">
        <label htmlFor={id} className="block break-words">
          {t.rich('typeToConfirm', {
            name,
            code: (chunks) => (
              <code className="rounded-[4px] bg-active px-1 py-0.5 text-table font-medium break-all">
                {chunks}
              </code>
            ),
          })}
        </label>
        <Input
          id={id}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          invalid={isWrong}
          aria-describedby={isWrong ? `${id}-error` : undefined}
          onChange={(event) => {
            setTyped(event.target.value)
            setWrong(false)
          }}
        />
        <p id={`${id}-error`} aria-live="polite" className="min-h-4 text-meta text-bad-text">
          {isWrong && t('typedNameDiffers')}
        </p>
      </div>
      {error}
    </form>
  )
}

function Consequences({ lost, kept = [] }: Pick<ConfirmBodyProps, 'lost' | 'kept'>) {
  const t = useTranslations('common')
  return (
    <div className="space-y-3">
      <section>
        <h3 className="mb-1 text-meta font-medium text-text-faint">{t('lost')}</h3>
        <ul className="space-y-1">
          {lost.map((fact, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list that never reorders
            <li key={index} className="flex gap-2">
              <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad-text" />
              <span className="min-w-0">{fact}</span>
            </li>
          ))}
        </ul>
      </section>
      {kept.length > 0 && (
        <section>
          <h3 className="mb-1 text-meta font-medium text-text-faint">{t('kept')}</h3>
          <ul className="space-y-1">
            {kept.map((fact, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list that never reorders
              <li key={index} className="flex gap-2">
                <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good-text" />
                <span className="min-w-0">{fact}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
