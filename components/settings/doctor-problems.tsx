'use client'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { Instance } from '#lib/contract/instance.ts'
import { findingsOf, needsCare } from './doctor-checks.ts'
import { rowIdOf } from './doctor-row.tsx'

/** What needs care, before everything else, each leading to its row; nothing when nothing does. */
export function DoctorProblems({ instance }: { instance: Instance }) {
  const t = useTranslations('settings')
  const findings = findingsOf(instance).filter(needsCare)
  if (findings.length === 0) return null
  return (
    <Callout
      tone={findings.some(({ tone }) => tone === 'bad') ? 'bad' : 'warn'}
      title={t('problems')}
    >
      <ul className="space-y-1 pt-1">
        {findings.map(({ id, tone, state }) => (
          <li key={id} className="flex min-h-6 flex-wrap items-center gap-x-2">
            <a
              href={`#${rowIdOf(id)}`}
              className="rounded-[3px] font-medium text-text underline decoration-current/35 underline-offset-[3px] hover:decoration-current"
            >
              {t(`${id}.title`)}
            </a>
            <Badge variant="plain" tone={tone}>
              {t(`states.${state}`)}
            </Badge>
          </li>
        ))}
      </ul>
    </Callout>
  )
}
