import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: LucideIcon
  title: ReactNode
  /** 1 where nothing else on the page is a heading. */
  headingLevel?: 1 | 2
  /** Why there is nothing and what to do next. */
  text?: ReactNode
  actions?: ReactNode
}

/** Where rows would be: says why there are none and offers the next step. */
export function EmptyState({
  icon: Icon,
  title,
  headingLevel = 2,
  text,
  actions,
}: EmptyStateProps) {
  const Heading = headingLevel === 1 ? 'h1' : 'h2'
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span className="mb-4 flex size-10 items-center justify-center rounded-panel border border-line bg-panel text-text-faint">
        <Icon aria-hidden className="size-5" />
      </span>
      <Heading className="text-section font-semibold text-text text-balance">{title}</Heading>
      {text && (
        <div className="mt-1 max-w-prose space-y-2 text-body text-text-soft text-pretty">
          {text}
        </div>
      )}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
