'use client'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '#components/ui/button.tsx'
import { ProblemView } from './problem-view.tsx'

interface ErrorPageProps {
  error: Error & { digest?: string }
  reset: () => void
}

/** What stands in place of a page that could not be drawn. It shows no message of the fault itself. */
export function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations('shell')
  return (
    <div className="mx-auto max-w-3xl px-4 py-10">
      <ProblemView
        error={error}
        onRetry={reset}
        actions={
          <ButtonLink href="/" size="sm">
            {t('toOverview')}
          </ButtonLink>
        }
      />
    </div>
  )
}
