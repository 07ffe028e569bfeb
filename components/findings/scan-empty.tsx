'use client'
import { CircleDashed, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { StatePanel } from '#components/layout/state-panel.tsx'

interface ScanEmptyProps {
  icon: LucideIcon
  title: string
  /** Whether the rows are all that the person may see. */
  isWhole: boolean
  children?: ReactNode
}

/** The scan has nothing of a kind; one with gaps claims no more than that nothing was found in what was read. */
export function ScanEmpty({ icon, title, isWhole, children }: ScanEmptyProps) {
  const t = useTranslations('findings.scan')
  return (
    <StatePanel
      icon={isWhole ? icon : CircleDashed}
      title={isWhole ? title : t('partEmpty')}
      text={
        <>
          {children}
          {!isWhole && <p>{t('partText')}</p>}
        </>
      }
    />
  )
}
