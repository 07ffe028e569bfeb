'use client'
import type { LucideIcon } from 'lucide-react'
import { Ban, CircleAlert, CircleCheck, CircleDashed, CircleX, Hourglass } from 'lucide-react'
import { Badge, type BadgeProps, type Tone } from '#components/ui/badge.tsx'
import type { AuditEntry } from '#lib/contract/audit.ts'
import { type AuditEnd, auditEnd } from './audit-event.ts'
import { useAuditWords } from './use-audit-words.ts'

const looks = {
  done: { tone: 'good', icon: CircleCheck },
  refused: { tone: 'warn', icon: Ban },
  failed: { tone: 'bad', icon: CircleX },
  unknown: { tone: 'bad', icon: CircleAlert },
  begun: { tone: 'warn', icon: Hourglass },
  other: { tone: 'neutral', icon: CircleDashed },
} satisfies Record<AuditEnd, { tone: Tone; icon: LucideIcon }>

interface AuditResultProps {
  entry: AuditEntry
  variant?: BadgeProps['variant']
}

/** How a request ended, in a word of its own. */
export function AuditResult({ entry, variant }: AuditResultProps) {
  const words = useAuditWords()
  return (
    <Badge {...looks[auditEnd(entry)]} variant={variant} className="align-middle">
      {words.result(entry)}
    </Badge>
  )
}
