'use client'
import { SearchX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ListProblem } from '#components/layout/list-problem.tsx'
import { agentsHref } from '#components/layout/places.ts'
import { useProblemText } from '#components/layout/problem-text.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

interface AgentDetailProblemProps {
  projectId: number
  error: Error
  onRetry: () => void
  isRetrying: boolean
}

/** The agent could not be read. Below the Developer role GitLab says of every agent that it is not there. */
export function AgentDetailProblem({ projectId, error, ...retry }: AgentDetailProblemProps) {
  const t = useTranslations('agents')
  const problem = useProblemText()(error)
  return (
    <>
      <PageHeader title={t('detail.pageTitle')} />
      {problem.code === 'record_not_found' ? (
        <StatePanel
          icon={SearchX}
          problem={problem}
          title={t('detail.notFound')}
          text={<p>{t('detail.notFoundText')}</p>}
          actions={
            <ButtonLink href={agentsHref(projectId)} variant="primary">
              {t('detail.toList')}
            </ButtonLink>
          }
        />
      ) : (
        <ListProblem
          error={error}
          forbidden={{ title: t('forbidden.title'), text: <p>{t('forbidden.text')}</p> }}
          {...retry}
        />
      )}
    </>
  )
}
