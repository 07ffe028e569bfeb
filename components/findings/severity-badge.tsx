'use client'
import type { LucideIcon } from 'lucide-react'
import { Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import type { FindingSeverity } from '#lib/contract/findings/finding.ts'

const looks = {
  critical: { tone: 'bad', icon: OctagonAlert },
  warning: { tone: 'warn', icon: TriangleAlert },
  notice: { tone: 'info', icon: Info },
} satisfies Record<FindingSeverity, { tone: Tone; icon: LucideIcon }>

/** How soon something should be done. What is snoozed is grey. */
export function SeverityBadge({
  severity,
  isSnoozed = false,
}: {
  severity: FindingSeverity
  isSnoozed?: boolean
}) {
  const t = useTranslations('findings.severity')
  const look = looks[severity]
  return (
    <Badge variant="plain" icon={look.icon} tone={isSnoozed ? 'neutral' : look.tone}>
      {t(severity)}
    </Badge>
  )
}
