import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tone } from './badge.tsx'
import { toneIcons, toneText } from './badge.tsx'

const frames = {
  good: 'border-good/35 bg-good-soft',
  warn: 'border-warn/45 bg-warn-soft',
  bad: 'border-bad/35 bg-bad-soft',
  info: 'border-info/35 bg-info-soft',
  neutral: 'border-line bg-panel',
} satisfies Record<Tone, string>

interface CalloutProps {
  tone?: Tone
  icon?: LucideIcon
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** `alert` for what just happened, `status` for what is good to know; nothing for standing text. */
  role?: 'alert' | 'status'
  className?: string
  id?: string
}

/** A notice inside the page: what is the case, what it means, what can be done. */
export function Callout({
  tone = 'info',
  icon,
  title,
  children,
  actions,
  role,
  className,
  id,
}: CalloutProps) {
  const Icon = icon ?? toneIcons[tone]
  return (
    <div
      id={id}
      role={role}
      className={clsx(
        'flex gap-2.5 rounded-panel border px-3.5 py-3 text-body',
        frames[tone],
        className,
      )}
    >
      <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', toneText[tone])} />
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64 space-y-1">
          {title && <p className="font-medium text-text">{title}</p>}
          {children && <div className="space-y-1 text-text-soft">{children}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}
