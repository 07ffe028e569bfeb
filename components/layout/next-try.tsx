'use client'
import { useTranslations } from 'next-intl'
import { Countdown } from './countdown.tsx'
import { useHealing, useOffline } from './use-healing.ts'

/** When a failed reading is tried again by itself. */
export function NextTry() {
  const t = useTranslations('errors')
  const { nextTryAt, isTrying } = useHealing()
  const isOffline = useOffline()
  if (isOffline) return <span>{t('whenOnline')}</span>
  if (isTrying) return <span>{t('trying')}</span>
  if (nextTryAt === null) return null
  return (
    <Countdown until={nextTryAt} over={t('trying')}>
      {(time) => t('nextTry', { time })}
    </Countdown>
  )
}
