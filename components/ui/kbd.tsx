import type { ReactNode } from 'react'

/** One key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-[4px] border border-line bg-page px-1 text-[0.6875rem] leading-none text-text-soft">
      {children}
    </kbd>
  )
}
