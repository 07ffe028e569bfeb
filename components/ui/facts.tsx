import clsx from 'clsx'
import type { ReactNode } from 'react'

/** Facts in two columns; one under the other where it is narrow. Holds `Fact`s only. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl className={clsx('divide-y divide-line border-y border-line text-body', className)}>
      {children}
    </dl>
  )
}

interface FactProps {
  term: ReactNode
  children: ReactNode
  /** A line of evidence or help under the value. */
  hint?: ReactNode
}

export function Fact({ term, children, hint }: FactProps) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 py-2 sm:grid-cols-[minmax(9rem,13rem)_minmax(0,1fr)]">
      <dt className="text-text-soft">{term}</dt>
      <dd className="min-w-0 break-words text-text">
        {children}
        {hint && <div className="mt-0.5 text-meta text-text-faint">{hint}</div>}
      </dd>
    </div>
  )
}
