import type { ReactNode } from 'react'

interface PageHeaderProps {
  title: ReactNode
  /** One line of fact under the title. */
  fact?: ReactNode
  /** The primary action stands rightmost. */
  actions?: ReactNode
}

/** Title and one-line fact left, primary action right; the same place on every page. */
export function PageHeader({ title, fact, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-4">
      <div className="min-w-0 flex-1 basis-72">
        <h1 className="text-title font-semibold break-words">{title}</h1>
        {/* The line keeps its height while its fact is on the way. */}
        <div className="mt-0.5 min-h-5 text-body text-text-soft">{fact}</div>
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
