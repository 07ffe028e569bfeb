'use client'
import { useFormatter } from 'next-intl'

/** The day on which a snooze ends as words; it begins at midnight UTC, and is that day wherever it is read. */
export function useSnoozeDay() {
  const format = useFormatter()
  return (day: string) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
}
