import clsx from 'clsx'
import { ExternalLink } from 'lucide-react'
import type { ComponentProps } from 'react'

const look =
  'rounded-[3px] font-medium text-accent-text underline decoration-accent-text/35 underline-offset-[3px] hover:decoration-current'

/** A link out of the console, marked as such; it opens a new tab and tells the other side nothing. */
export function ExternalTextLink({ className, children, ...rest }: ComponentProps<'a'>) {
  return (
    <a {...rest} target="_blank" rel="noreferrer" className={clsx(look, className)}>
      {children}
      <ExternalLink aria-hidden className="mb-0.5 ml-1 inline size-3 align-middle" />
    </a>
  )
}
