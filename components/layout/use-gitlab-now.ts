'use client'
import { useQuery } from '@tanstack/react-query'
import { useNow } from 'next-intl'
import { certificateQueries } from '#lib/client/certificates.ts'

/**
 * The time by GitLab's clock in epoch milliseconds, going on while the page is open; null until it is known. What is
 * typed into a form is judged by it: the browser's clock may be wrong, and it is GitLab that refuses what has expired.
 */
export function useGitLabNow(): number | null {
  // The inspection of nothing tells the time all the same, and costs no request to GitLab.
  const { data, dataUpdatedAt } = useQuery(certificateQueries.inspect(''))
  const now = useNow({ updateInterval: 60_000 }).getTime()
  // The browser's clock only counts what has passed since the answer came.
  return data ? Date.parse(data.as_of) + Math.max(0, now - dataUpdatedAt) : null
}
