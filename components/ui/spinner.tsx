import clsx from 'clsx'
import { LoaderCircle } from 'lucide-react'

/** A turning ring for short waits; decoration only, say the waiting in words beside it. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={clsx('size-4 shrink-0 animate-spin', className)} />
}
