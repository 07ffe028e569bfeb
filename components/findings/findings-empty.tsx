'use client'
import { CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { findingRules } from '#lib/contract/findings/finding.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { ScanEmpty } from './scan-empty.tsx'

interface FindingsEmptyProps {
  rows: readonly FleetRow[]
  isWhole: boolean
}

/** Nothing was found: good news, with what was looked at; or there was nothing to look at. */
export function FindingsEmpty({ rows, isWhole }: FindingsEmptyProps) {
  const t = useTranslations('findings')
  if (rows.length === 0) {
    return (
      <ScanEmpty icon={CircleDashed} title={t('nothing.title')} isWhole={isWhole}>
        <p>{t('nothing.text')}</p>
      </ScanEmpty>
    )
  }
  const clusters = rows.filter(({ type }) => type === 'cluster').length
  const looked = { rules: findingRules.length, clusters, agents: rows.length - clusters }
  return (
    <ScanEmpty icon={CircleCheck} title={t('empty.title')} isWhole={isWhole}>
      <p>{t('empty.text', looked)}</p>
    </ScanEmpty>
  )
}
