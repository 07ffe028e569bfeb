import clsx from 'clsx'

/** The mark: a control plane with its nodes. Decoration; the name stands beside it. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={clsx('shrink-0', className ?? 'size-6')}>
      <path
        d="M12 1.5 21.1 6.75v10.5L12 22.5 2.9 17.25V6.75Z"
        className="fill-accent stroke-accent"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path
        d="M12 12V6.4M12 12l4.85 2.8M12 12l-4.85 2.8"
        className="stroke-on-accent"
        strokeWidth="1.4"
        strokeLinecap="round"
      />
      <circle cx="12" cy="12" r="2.3" className="fill-on-accent" />
      <circle cx="12" cy="6.4" r="1.5" className="fill-on-accent" />
      <circle cx="16.85" cy="14.8" r="1.5" className="fill-on-accent" />
      <circle cx="7.15" cy="14.8" r="1.5" className="fill-on-accent" />
    </svg>
  )
}
