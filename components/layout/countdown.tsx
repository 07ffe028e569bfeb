'use client'
import { useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import { useSyncExternalStore } from 'react'
import { durationWords } from '#components/ui/time-words.ts'

const tickMs = 250

function everyTick(listener: () => void) {
  const timer = setInterval(listener, tickMs)
  return () => clearInterval(timer)
}

interface CountdownProps {
  /** Epoch milliseconds by the browser's clock. */
  until: number
  /** The words around the time left. */
  children: (time: string) => ReactNode
  /** What stands there when it is over. */
  over: ReactNode
}

/** Counts down to a moment. It is not read out each second: it may be looked at, and what led to it was read out. */
export function Countdown({ until, children, over }: CountdownProps) {
  const locale = useLocale()
  const seconds = useSyncExternalStore(
    everyTick,
    () => Math.max(0, Math.ceil((until - Date.now()) / 1000)),
    () => 0,
  )
  return (
    <span role="timer" aria-live="off" className="tabular-nums">
      {seconds === 0 ? over : children(durationWords(seconds * 1000, locale))}
    </span>
  )
}
