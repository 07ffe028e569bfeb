'use client'
import clsx from 'clsx'
import { useLocale } from 'next-intl'
import { absoluteTimes, relativeTime } from './time-words.ts'
import { tip } from './tip.ts'

interface TimeProps {
  iso: string
  /** The moment to count from: GitLab's clock (`console.as_of`), not the browser's. */
  now: string | number
  /** The distance, or the date (`day`), or the time of day (`clock`, for what happened just now), or all of it (`exact`). */
  show?: 'relative' | 'day' | 'clock' | 'exact'
  className?: string
}

/** A point in time: relative to the eye, exact (local and UTC) on hover, on focus and for screen readers. */
export function Time({ iso, now, show = 'relative', className }: TimeProps) {
  const locale = useLocale()
  const { local, utc, day, clock } = absoluteTimes(iso, locale)
  const shown = { day, clock, exact: local, relative: relativeTime(iso, now, locale) }[show]
  return (
    <span
      {...tip(`${local}\n${utc}`)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable by keyboard too
      tabIndex={0}
      className={clsx('relative rounded-[3px] whitespace-nowrap', className)}
    >
      {/* Only figures are tabular: Inter widens hyphens too, which would tear names apart. */}
      <time dateTime={iso} className="tabular-nums">
        {shown}
      </time>
      {show !== 'exact' && <span className="sr-only select-none"> ({local})</span>}
    </span>
  )
}
