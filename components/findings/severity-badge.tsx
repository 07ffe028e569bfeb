'use client'
import type { LucideIcon } from 'lucide-react'
import { AlarmClock, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import type { FindingSeverity } from '#lib/contract/findings/finding.ts'

const looks = {
  critical: { tone: 'bad', icon: OctagonAlert },
  warning: { tone: 'warn', icon: TriangleAlert },
  notice: { tone: 'info', icon: Info },
} satisfies Record<FindingSeverity, { tone: Tone; icon: LucideIcon }>

/** How soon something should be done; of what is snoozed that it is, in grey. */
export function SeverityBadge({
  severity,
  isSnoozed = false,
}: {
  severity: FindingSeverity
  isSnoozed?: boolean
}) {
  const t = useTranslations('findings')
  const look = isSnoozed ? ({ tone: 'neutral', icon: AlarmClock } as const) : looks[severity]
  return (
    <span className="flex items-center">
      <Badge variant="plain" {...look}>
        {t(`severity.${severity}`)}
        {isSnoozed && ` · ${t('state.snoozed')}`}
      </Badge>
    </span>
  )
}
