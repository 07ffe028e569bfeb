'use client'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'

/** An ordinary agent: what a URL configuration would be for, and the way to one. */
export function UrlConfigurationNone({ onAdd }: { onAdd: (() => void) | undefined }) {
  const t = useTranslations('urlConfigurations.none')
  return (
    <div className="rounded-panel border border-line bg-panel px-4 py-4">
      <p className="font-medium">{t('title')}</p>
      <p className="mt-1 max-w-prose text-text-soft text-pretty">{t('text')}</p>
      {onAdd && (
        <Button icon={Plus} className="mt-3" onClick={onAdd}>
          {t('add')}
        </Button>
      )}
    </div>
  )
}
