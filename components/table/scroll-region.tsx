import clsx from 'clsx'
import type { ReactNode, Ref } from 'react'

interface ScrollRegionProps {
  /** Of what scrolls in it. */
  name: string
  ref: Ref<HTMLElement>
  /** How high it may get. */
  className: string
  children: ReactNode
}

/** The frame that a table scrolls in, both ways. */
export function ScrollRegion({ name, ref, className, children }: ScrollRegionProps) {
  return (
    <section
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrollable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      aria-label={name}
      className={clsx(
        // Holds what is placed absolutely inside, else hidden words would lengthen the page.
        'group/scroll relative overflow-auto overscroll-x-contain rounded-panel border border-line bg-panel',
        className,
      )}
    >
      {children}
    </section>
  )
}
