'use client'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'
import type { FleetProgress } from '#lib/contract/fleet.ts'

/** How much is done, from 0 to 1; null while nothing can be said. */
export function scanShare(progress: FleetProgress | null): number | null {
  if (progress === null) return null
  const { projects, done, total } = progress
  const [part, whole] = projects.total ? [projects.done, projects.total] : [done, total]
  return whole ? Math.min(1, part / whole) : null
}

/** Tells in the tab's title how far the scan is, as long as it runs, before the page's own title. */
export function useScanTitle({ step, progress }: FleetSnapshot, title: string) {
  const t = useTranslations('fleet')
  const common = useTranslations('common')
  const share = scanShare(progress)
  const percent = share === null ? 0 : Math.floor(share * 100)
  const page = `${title} · ${common('appName')}`
  const told = t('tab', { percent, page })
  const isRunning = step === 'running' || step === 'waiting'
  useEffect(() => {
    // Before the page's own stands there, another one would be made that stays for good.
    if (!isRunning || document.title === '') return
    document.title = told
    return () => {
      // The page that comes next may have put its own there.
      if (document.title === told) document.title = page
    }
  }, [isRunning, told, page])
}
