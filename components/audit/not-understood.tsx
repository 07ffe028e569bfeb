'use client'
import { useSearchParams } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { Callout } from '#components/ui/callout.tsx'
import { notUnderstood } from './audit-url.ts'

const labels = { action: 'action', type: 'type', from: 'from', to: 'before' } as const

/** Says which filters of the address are left out: rows of all kinds would pass for those that were asked for. */
export function NotUnderstood() {
  const t = useTranslations('audit.filters')
  const format = useFormatter()
  const names = notUnderstood(new URLSearchParams(useSearchParams().toString()))
  if (names.length === 0) return null
  return (
    <Callout role="alert" tone="warn" title={t('unknownTitle')} className="mb-3 max-w-3xl">
      <p>{t('unknownText', { filters: format.list(names.map((name) => t(labels[name]))) })}</p>
    </Callout>
  )
}
