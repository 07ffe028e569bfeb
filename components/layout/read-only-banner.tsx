'use client'
import { Eye } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSession } from './session-gate.tsx'
import { sessionBarrier } from './use-may.ts'

/** One line above every page while this person cannot change anything anywhere, with the reason. */
export function ReadOnlyBanner() {
  const t = useTranslations('rights')
  const session = useSession()
  const barrier = session && sessionBarrier(session)
  if (barrier === null) return null
  return (
    <section
      aria-label={t('readOnly')}
      className="flex items-start gap-2 border-b border-line bg-active px-4 py-1.5 text-body text-text-soft md:px-6"
    >
      <Eye aria-hidden className="mt-0.5 size-4 shrink-0 text-text-faint" />
      <p className="min-w-0">
        <span className="font-medium text-text">{t('readOnly')}</span> {t(`${barrier}.text`)}
      </p>
    </section>
  )
}
