'use client'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import type { FleetSnapshot } from '#lib/client/fleet-scan.ts'
import type { FleetProgress } from '#lib/contract/fleet.ts'

/** How much is done, from 0 to 1; null while nothing can be said. */
export function scanShare(progress: FleetProgress | null): number | null {
  if (progress === null) return null
  const { projects, done, total } = progress
  const [part, whole] = projects.total ? [projects.done, projects.total] : [done, total]
  return whole ? Math.min(1, part / whole) : null
}

/** Tells in the tab's title how far the scan is, as long as it runs. */
export function useScanTitle({ step, progress }: FleetSnapshot) {
  const t = useTranslations('fleet')
  const common = useTranslations('common')
  const share = scanShare(progress)
  const percent = share === null ? 0 : Math.floor(share * 100)
  const page = `${t('title')} · ${common('appName')}`
  const isRunning = step === 'running' || step === 'waiting'
  useEffect(() => {
    if (!isRunning) return
    document.title = t('tab', { percent, page })
    return () => {
      document.title = page
    }
  }, [isRunning, percent, page, t])
}
