'use client'
import { SearchX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { clustersHref } from '#components/layout/places.ts'
import { useProblemText } from '#components/layout/problem-text.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { Scope } from '#lib/contract/scope.ts'
import { ClusterListProblem } from './cluster-list-problem.tsx'

interface ClusterDetailProblemProps {
  scope: Scope
  error: Error
  onRetry: () => void
  isRetrying: boolean
}

/** The record could not be read: it is not there, or the scope itself gives nothing (the list says the same). */
export function ClusterDetailProblem({ scope, error, ...retry }: ClusterDetailProblemProps) {
  const t = useTranslations('clusterForm.detail')
  const problem = useProblemText()(error)
  if (problem.code !== 'record_not_found') {
    return (
      <>
        <PageHeader title={t('pageTitle')} />
        <ClusterListProblem scope={scope} error={error} {...retry} />
      </>
    )
  }
  return (
    <>
      <PageHeader title={t('pageTitle')} />
      <StatePanel
        icon={SearchX}
        problem={problem}
        title={t('notFound')}
        text={<p>{t('notFoundText')}</p>}
        actions={
          <ButtonLink href={clustersHref(scope)} variant="primary">
            {t('toList')}
          </ButtonLink>
        }
      />
    </>
  )
}
