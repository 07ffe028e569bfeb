import clsx from 'clsx'
import type { ReactNode } from 'react'
import { type Tone, toneIcons, toneText } from '#components/ui/badge.tsx'

/** What is known about a value, in a line beneath its field. */
export function FieldVerdict({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = toneIcons[tone]
  return (
    <p className={clsx('flex gap-1.5 text-meta', toneText[tone])}>
      <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="min-w-0 break-words">{children}</span>
    </p>
  )
}
