import clsx from 'clsx'

/** A grey place of the final size, so that nothing jumps when the data arrives. Hidden from assistive technology. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx('block animate-pulse-soft rounded-[4px] bg-active', className)}
    />
  )
}
