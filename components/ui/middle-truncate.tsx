import clsx from 'clsx'

interface MiddleTruncateProps {
  text: string
  /** What is drawn of it, when a part goes without saying. */
  shown?: string
  /** Characters of the end that always stay visible. */
  tail?: number
  className?: string
}

/** A long text cut in the middle as far as its place demands; the whole of it is in the title and for screen readers. */
export function MiddleTruncate({ text, shown = text, tail = 10, className }: MiddleTruncateProps) {
  const cut = Math.max(0, shown.length - tail)
  return (
    <span title={text} className={clsx('relative flex min-w-0 max-w-full', className)}>
      <span className="sr-only select-none">{text}</span>
      <span aria-hidden className="min-w-0 truncate whitespace-pre">
        {shown.slice(0, cut)}
      </span>
      <span aria-hidden className="shrink-0 whitespace-pre">
        {shown.slice(cut)}
      </span>
    </span>
  )
}
