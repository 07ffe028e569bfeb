'use client'
import clsx from 'clsx'
import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useSession } from './session-gate.tsx'

/** For administrators behind an SSO: the one token by which everybody reaches GitLab needs care. */
export function ServiceTokenBanner() {
  const t = useTranslations('shell')
  const warning = useSession()?.service_token_warning
  if (!warning) return null
  const isOver = warning.kind !== 'expiring'
  return (
    <div
      role="status"
      className={clsx(
        'flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5 text-body text-text md:px-6',
        isOver ? 'border-bad/45 bg-bad-soft' : 'border-warn/45 bg-warn-soft',
      )}
    >
      <KeyRound
        aria-hidden
        className={clsx('size-4 shrink-0', isOver ? 'text-bad-text' : 'text-warn-text')}
      />
      <p className="min-w-52 flex-1">
        {t(`serviceToken.${warning.kind}`, { day: warning.expires_on ?? '' })}
      </p>
      <Link
        href="/settings#check-serviceToken"
        className="rounded-[3px] font-medium text-accent-text underline decoration-accent-text/35 underline-offset-[3px] hover:decoration-current"
      >
        {t('serviceToken.look')}
      </Link>
    </div>
  )
}
