'use client'
import { SearchX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ListProblem } from '#components/layout/list-problem.tsx'
import { agentsHref } from '#components/layout/places.ts'
import { useProblemText } from '#components/layout/problem-text.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

interface RotationProblemProps {
  projectId: number
  error: Error
  onRetry: () => void
  isRetrying: boolean
}

/** The agent or its tokens could not be read: gone, not allowed, or failed. */
export function RotationProblem({ projectId, error, ...retry }: RotationProblemProps) {
  const t = useTranslations('rotation.problem')
  const title = useTranslations('rotation')('pageTitle')
  const problem = useProblemText()(error)
  return (
    <>
      <PageHeader title={title} />
      {problem.code === 'record_not_found' ? (
        <StatePanel
          icon={SearchX}
          problem={problem}
          title={t('notFound')}
          text={<p>{t('notFoundText')}</p>}
          actions={
            <ButtonLink href={agentsHref(projectId)} variant="primary">
              {t('toList')}
            </ButtonLink>
          }
        />
      ) : (
        <ListProblem
          error={error}
          forbidden={{ title: t('forbidden'), text: <p>{t('forbiddenText')}</p> }}
          {...retry}
        />
      )}
    </>
  )
}
