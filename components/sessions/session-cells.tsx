'use client'
import { MonitorCheck } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import { absoluteTimes } from '#components/ui/time-words.ts'
import { handleOf } from '#lib/contract/session.ts'
import type { SessionEntry } from '#lib/contract/sessions.ts'
import { browserName } from './browser-name.ts'
import { useSessionList } from './session-list-context.ts'

interface CellProps {
  session: SessionEntry
}

/** What the session is known by, and whether it is the one that looks at it. */
export function BrowserCell({ session }: CellProps) {
  const t = useTranslations('sessions')
  const { user_agent: userAgent, current } = session
  return (
    <span className="flex items-center gap-x-2 max-sm:flex-wrap">
      {userAgent ? (
        <span title={shownName(userAgent)} className="truncate font-medium">
          {shownName(browserName(userAgent))}
        </span>
      ) : (
        <span className="text-text-faint">{t('unknown')}</span>
      )}
      {current && (
        <Badge tone="good" icon={MonitorCheck} variant="plain" className="shrink-0">
          {t('current')}
        </Badge>
      )}
    </span>
  )
}

export function PersonCell({ session: { user } }: CellProps) {
  return (
    <span title={`${shownName(user.name)} ${handleOf(user)}`}>
      {shownName(user.name)} <span className="text-meta text-text-faint">{handleOf(user)}</span>
    </span>
  )
}

export function SignedInCell({ session }: CellProps) {
  const { now } = useSessionList()
  return <Time iso={session.created_at} now={now} />
}

/** It may be seconds old only, and never lies in the future. */
export function UsedCell({ session }: CellProps) {
  const { now } = useSessionList()
  return <Time iso={session.used_at} now={Math.max(now, Date.parse(session.used_at))} />
}

export function EndsCell({ session }: CellProps) {
  const { now } = useSessionList()
  return <Time iso={session.expires_at} now={now} />
}

export function AddressCell({ session: { ip } }: CellProps) {
  const t = useTranslations('sessions')
  if (ip === null) return <span className="text-text-faint">{t('unknown')}</span>
  return <code className="text-meta break-all">{ip}</code>
}

export function EndCell({ session }: CellProps) {
  const t = useTranslations('sessions')
  const shell = useTranslations('shell')
  const locale = useLocale()
  const { onEnd, onSignOut } = useSessionList()
  if (session.current) {
    return (
      <Button size="sm" onClick={onSignOut}>
        {shell('signOut')}
      </Button>
    )
  }
  const time = absoluteTimes(session.created_at, locale).local
  return (
    <Button
      size="sm"
      aria-label={t('endNamed', { username: handleOf(session.user), time })}
      onClick={() => onEnd(session)}
    >
      {t('end')}
    </Button>
  )
}
