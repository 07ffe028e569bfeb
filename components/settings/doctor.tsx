'use client'
import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Time } from '#components/ui/time.tsx'
import { instanceQueries } from '#lib/client/instance.ts'
import type { Instance } from '#lib/contract/instance.ts'
import { countCare, findingsOf, summaryOf } from './doctor-checks.ts'
import { DoctorReport } from './doctor-report.tsx'
import { DoctorSection, doctorRowClass } from './doctor-row.tsx'

/** The settings page: what GitLab is and allows, each thing with its evidence and what to do about it. */
export function Doctor() {
  const t = useTranslations('settings')
  const { data, error, isPending, isFetching, refetch } = useQuery(instanceQueries.doctor())
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={t('title')}
        fact={
          data ? <Summary instance={data} /> : isPending && <Skeleton className="mt-1 h-4 w-48" />
        }
        actions={
          <Button icon={RotateCw} busy={isFetching} onClick={() => void refetch()}>
            {t('checkAgain')}
          </Button>
        }
      />
      {isPending && <DoctorSkeleton />}
      {error && !data && (
        <ProblemView error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      )}
      {data && (
        <div data-older={error !== null || undefined}>
          <DoctorReport instance={data} />
        </div>
      )}
    </div>
  )
}

function Summary({ instance }: { instance: Instance }) {
  const t = useTranslations('settings')
  const findings = findingsOf(instance)
  return (
    <>
      {summaryOf(findings) === 'limited'
        ? t('summaryLimited')
        : t('summary', { count: countCare(findings) })}
      {' · '}
      {t('asOf')} <Time iso={instance.as_of} now={instance.as_of} show="clock" />
    </>
  )
}

const rows = { gitlab: 2, integrations: 3, you: 5 } as const

function DoctorSkeleton() {
  const t = useTranslations('settings')
  const common = useTranslations('common')
  return (
    <div role="status" aria-label={common('loading')} className="space-y-6 pt-1">
      {(['gitlab', 'integrations', 'you'] as const).map((section) => (
        <DoctorSection key={section} title={t(section)}>
          {Array.from({ length: rows[section] }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike and none ever moves
            <li key={row} className={doctorRowClass}>
              <Skeleton className="h-5 w-20 rounded-full" />
              <div className="min-w-0">
                <Skeleton className="h-5 w-48" />
                <Skeleton className="mt-1 h-4 w-80 max-w-full" />
              </div>
            </li>
          ))}
        </DoctorSection>
      ))}
    </div>
  )
}
