'use client'
import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { consoleBuild } from '#lib/client/console-build.ts'

/** One line above the page when the console was replaced by a newer build since it was loaded. Nothing is lost by waiting. */
export function NewVersionBanner() {
  const t = useTranslations('shell')
  const isOutdated = useSyncExternalStore(
    consoleBuild.subscribe,
    consoleBuild.isOutdated,
    () => false,
  )
  if (!isOutdated) return null
  return (
    <section
      aria-label={t('newVersion')}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-active px-4 py-1.5 text-body md:px-6"
    >
      <RefreshCw aria-hidden className="size-4 shrink-0 text-text-faint" />
      <p role="status" className="min-w-0 flex-1 text-text-soft">
        <span className="font-medium text-text">{t('newVersion')}</span> {t('newVersionText')}
      </p>
      <Button size="sm" onClick={() => window.location.reload()}>
        {t('reload')}
      </Button>
    </section>
  )
}
