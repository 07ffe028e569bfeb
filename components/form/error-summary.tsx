'use client'
'use no memo'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import {
  type Control,
  type FieldError,
  type FieldValues,
  get,
  type Path,
  useFormState,
} from 'react-hook-form'
import { Callout } from '#components/ui/callout.tsx'
import { useErrorText } from './error-text.ts'
import { useFieldIds } from './form.tsx'

interface ErrorSummaryProps<T extends FieldValues> {
  control: Control<T>
  /** Labels of all fields by path, in the order of the form. */
  labels: Partial<Record<Path<T>, string>>
  /** How often sending was tried; each new attempt that ends in errors brings the focus here. */
  attempt: number
}

/** Everything that is wrong, above the form, each line a way to its field. Empty until sending was tried. */
export function ErrorSummary<T extends FieldValues>({
  control,
  labels,
  attempt,
}: ErrorSummaryProps<T>) {
  const t = useTranslations('form')
  const errorText = useErrorText()
  const idOf = useFieldIds()
  const { errors } = useFormState({ control })
  const box = useRef<HTMLDivElement>(null)
  const focused = useRef(attempt)

  const fields = Object.entries<string | undefined>(labels).flatMap(([name, label]) => {
    const error: FieldError | undefined = get(errors, name)
    return error?.message && label ? [{ name, label, message: error.message }] : []
  })
  const general = errors.root?.message?.split('\n') ?? []
  const count = fields.length + general.length
  const isShown = attempt > 0 && count > 0

  useEffect(() => {
    if (!isShown || focused.current === attempt) return
    focused.current = attempt
    box.current?.focus()
  }, [attempt, isShown])

  if (!isShown) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would name fields, this names their faults
    <div ref={box} tabIndex={-1} role="group" aria-label={t('summary', { count })} className="mb-6">
      <Callout tone="bad" title={t('summary', { count })}>
        <ul className="space-y-0.5">
          {general.map((message) => (
            <li key={message}>{errorText(message)}</li>
          ))}
          {fields.map(({ name, label, message }) => (
            <li key={name}>
              {t.rich('summaryItem', {
                label,
                message: errorText(message),
                field: (chunks) => <FieldLink id={idOf(name)}>{chunks}</FieldLink>,
              })}
            </li>
          ))}
        </ul>
      </Callout>
    </div>
  )
}

/** A press on it focuses the field without a trace in the address. */
function FieldLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <a
      href={`#${id}`}
      className="font-medium text-text underline underline-offset-2"
      onClick={(event) => {
        event.preventDefault()
        document.getElementById(id)?.focus()
      }}
    >
      {children}
    </a>
  )
}
