'use client'
import { CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { findingRules } from '#lib/contract/findings/finding.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'

interface FindingsEmptyProps {
  rows: readonly FleetRow[]
  isWhole: boolean
}

/** Nothing was found: good news, with what was looked at; or there was nothing to look at. */
export function FindingsEmpty({ rows, isWhole }: FindingsEmptyProps) {
  const t = useTranslations('findings')
  if (rows.length === 0) {
    return (
      <StatePanel
        icon={CircleDashed}
        title={t('nothing.title')}
        text={<p>{t('nothing.text')}</p>}
      />
    )
  }
  const clusters = rows.filter(({ type }) => type === 'cluster').length
  return (
    <StatePanel
      icon={CircleCheck}
      title={t('empty.title')}
      text={
        <>
          <p>
            {t('empty.text', {
              rules: findingRules.length,
              clusters,
              agents: rows.length - clusters,
            })}
          </p>
          {!isWhole && <p>{t('empty.partial')}</p>}
        </>
      }
    />
  )
}
