'use client'
import { CircleCheck, CircleX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import {
  Children,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useId,
  useRef,
  useState,
} from 'react'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/input.tsx'
import { useOnce } from '#components/ui/use-once.ts'
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
  /** The name that has to be typed; without it the button is all that is asked for. */
  name?: string
  /** Verb and object of the button: "Delete cluster". */
  confirmLabel: string
  /** Runs once until its promise is settled. */
  onConfirm: () => Promise<void>
  busy?: boolean
  /** What failed: the dialog stays open and shows it. */
  error?: ReactNode
  children?: ReactNode
  /** Takes the focus when it closes, once set; else what had it before. */
  finalFocus?: RefObject<HTMLElement | null>
}

/** Asks before something is destroyed, for its name where that is worth it; says what is lost and what is not. */
export function ConfirmModal({ open, onClose, busy = false, ...props }: ConfirmModalProps) {
  const formId = useId()
  const t = useTranslations('common')
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <Modal
      open={open}
      // Not the field for the name: on a small screen it would scroll what is lost out of sight before it is read.
      initialFocus={heading}
      titleRef={heading}
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
  const input = useRef<HTMLInputElement>(null)
  const runOnce = useOnce()
  return (
    <form
      id={formId}
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        if (name === undefined || typed.trim() === name.trim()) runOnce(onConfirm)
        else {
          setWrong(true)
          input.current?.focus()
        }
      }}
    >
      <Effects title={t('lost')} effects={lost} icon={lostIcon} />
      {kept && <Effects title={t('kept')} effects={kept} icon={keptIcon} />}
      {children}
      {name !== undefined && (
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
            ref={input}
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
            {isWrong && t(typed.trim() === '' ? 'typeTheName' : 'typedNameDiffers')}
          </p>
        </div>
      )}
      {error}
    </form>
  )
}

interface EffectsProps {
  title: string
  effects: readonly ReactNode[]
  icon: ReactElement
}

function Effects({ title, effects, icon }: EffectsProps) {
  return (
    <section>
      <h3 className="mb-1 text-meta font-medium text-text-faint">{title}</h3>
      <ul className="space-y-1">
        {Children.map(effects, (effect) => (
          <li className="flex gap-2">
            {icon}
            <span className="min-w-0">{effect}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const lostIcon = <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad-text" />
const keptIcon = <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good-text" />
