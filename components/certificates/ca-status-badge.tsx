'use client'
import type { LucideIcon } from 'lucide-react'
import { FileWarning, ShieldAlert, ShieldCheck, ShieldMinus, ShieldX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge, type BadgeProps, type Tone } from '#components/ui/badge.tsx'
import type { CaStatus } from '#lib/contract/certificate.ts'

/** Colour is for what needs care: a certificate that is fine stays quiet. */
const looks = {
  expired: { tone: 'bad', icon: ShieldX },
  expiring: { tone: 'warn', icon: ShieldAlert },
  fine: { tone: 'neutral', icon: ShieldCheck },
  unreadable: { tone: 'bad', icon: FileWarning },
  none: { tone: 'neutral', icon: ShieldMinus },
} satisfies Record<CaStatus, { tone: Tone; icon: LucideIcon }>

interface CaStatusBadgeProps extends Pick<BadgeProps, 'variant'> {
  status: CaStatus
  /** Something more exact than the word, such as how long it still lasts. */
  children?: ReactNode
}

/** How a CA stands, everywhere in the same word and tone. */
export function CaStatusBadge({ status, variant, children }: CaStatusBadgeProps) {
  const t = useTranslations('certificate.status')
  return (
    <Badge variant={variant} {...looks[status]}>
      {children || t(status)}
    </Badge>
  )
}
