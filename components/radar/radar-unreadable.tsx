'use client'
import { useTranslations } from 'next-intl'
import { PlaceList } from '#components/findings/place-list.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { Radar } from '#lib/contract/findings/radar.ts'

/** Fields with something in them that is no certificate: nobody can tell when that ends. */
export function RadarUnreadable({ fields }: { fields: Radar['unreadable'] }) {
  const t = useTranslations('radar.unreadable')
  if (fields.length === 0) return null
  return (
    <Callout tone="warn" className="mb-3" title={t('title', { count: fields.length })}>
      <PlaceList rows={fields.map(({ row }) => row)} />
    </Callout>
  )
}
