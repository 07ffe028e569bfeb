import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import { CircleCheck, CircleDashed, CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral'

/** The icon that goes with a tone where nothing more telling is at hand. */
export const toneIcons = {
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleX,
  info: Info,
  neutral: CircleDashed,
} satisfies Record<Tone, LucideIcon>

export const toneText = {
  good: 'text-good-text',
  warn: 'text-warn-text',
  bad: 'text-bad-text',
  info: 'text-info-text',
  neutral: 'text-text-soft',
} satisfies Record<Tone, string>

const toneSoft = {
  good: 'bg-good-soft',
  warn: 'bg-warn-soft',
  bad: 'bg-bad-soft',
  info: 'bg-info-soft',
  neutral: 'bg-active',
} satisfies Record<Tone, string>

export interface BadgeProps {
  tone?: Tone
  icon?: LucideIcon
  /** `plain` has no background: for dense tables where only trouble may shine. */
  variant?: 'soft' | 'plain'
  className?: string
  children: ReactNode
}

/** A state in a word: icon, word and colour together, never one alone. */
export function Badge({
  tone = 'neutral',
  icon,
  variant = 'soft',
  className,
  children,
}: BadgeProps) {
  const Icon = icon ?? toneIcons[tone]
  return (
    <span
      className={clsx(
        'inline-flex max-w-full items-center gap-1 text-meta font-medium whitespace-nowrap',
        toneText[tone],
        variant === 'soft' && ['h-5 rounded-full pr-2 pl-1.5', toneSoft[tone]],
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{children}</span>
    </span>
  )
}
