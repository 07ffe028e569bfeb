import type { ReactNode } from 'react'

interface OverviewFigureProps {
  id: string
  title: string
  /** What the figure says, in a sentence. */
  text: ReactNode
  children: ReactNode
}

/** One figure of the overview: a title, what it says in words, the drawing with its numbers. */
export function OverviewFigure({ id, title, text, children }: OverviewFigureProps) {
  return (
    <section aria-labelledby={id} className="min-w-0 border-t border-line pt-4 pb-6">
      <h2 id={id} className="text-section font-semibold">
        {title}
      </h2>
      <p className="mb-3 min-h-5 text-body text-text-soft">{text}</p>
      {children}
    </section>
  )
}
