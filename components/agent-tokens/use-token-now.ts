'use client'
import { useNow } from 'next-intl'

/**
 * The time by GitLab's clock in epoch milliseconds, going on while the page is open: `asOf` is GitLab's time of the
 * reading that arrived at `readAt` (epoch milliseconds of the browser). The browser's clock only counts what passed.
 */
export function useTokenNow(asOf: string | undefined, readAt: number): number {
  const now = useNow({ updateInterval: 15_000 }).getTime()
  return asOf === undefined ? now : Date.parse(asOf) + Math.max(0, now - readAt)
}
