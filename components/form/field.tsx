'use client'
'use no memo'
import { CircleAlert, Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useErrorText } from './error-text.ts'

/** What every field has besides its control. */
export interface FieldWords {
  label: string
  /** Under the label: what to put there and what it does. */
  help?: ReactNode
  /** Marks the field as one that may stay empty. */
  optional?: boolean
  /** Why the value cannot be changed; the control becomes read-only. */
  locked?: ReactNode
}

interface FieldProps extends FieldWords {
  id: string
  /** Message of the form library: a key of the catalog or GitLab's sentence. */
  error: string | undefined
  /** Gets the ids of everything that describes the control. */
  children: (describedBy: string | undefined) => ReactNode
  /** Under the control: what is known about the value. */
  after?: ReactNode
}

/** Label, help, control and message in the order in which they are read. */
export function Field({ id, label, help, optional, locked, error, children, after }: FieldProps) {
  const t = useTranslations('form')
  const errorText = useErrorText()
  const described = [
    help ? `${id}-help` : null,
    locked ? `${id}-locked` : null,
    error ? `${id}-error` : null,
  ].filter((part) => part !== null)
  return (
    <div className="space-y-1.5">
      <div>
        <label htmlFor={id} className="text-body font-medium text-text">
          {label}
        </label>
        {optional && !locked && (
          <span className="ml-1.5 text-meta text-text-faint">{t('optional')}</span>
        )}
        {help && (
          <div id={`${id}-help`} className="mt-0.5 text-meta text-pretty text-text-soft">
            {help}
          </div>
        )}
      </div>
      {children(described.length > 0 ? described.join(' ') : undefined)}
      {locked && <LockedReason id={`${id}-locked`}>{locked}</LockedReason>}
      {error && (
        <p id={`${id}-error`} className="flex gap-1.5 text-meta text-bad-text">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          <span className="min-w-0 break-words">{errorText(error)}</span>
        </p>
      )}
      {after}
    </div>
  )
}

function LockedReason({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-1.5 text-meta text-text-soft">
      <Lock aria-hidden className="mt-px size-3.5 shrink-0 text-text-faint" />
      <span className="min-w-0">{children}</span>
    </p>
  )
}
