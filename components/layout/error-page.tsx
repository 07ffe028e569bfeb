'use client'
import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { isPartLost } from '#lib/client/console-build.ts'
import { ProblemView } from './problem-view.tsx'

interface ErrorPageProps {
  error: Error & { digest?: string }
  reset: () => void
}

/** What stands in place of a page that could not be drawn. It shows no message of the fault itself. */
export function ErrorPage({ error, reset }: ErrorPageProps) {
  const t = useTranslations('shell')
  if (isPartLost(error)) {
    return (
      <div className="mx-auto max-w-3xl px-4 py-10">
        <Callout
          role="status"
          tone="info"
          title={t('newVersion')}
          actions={<Button onClick={() => window.location.reload()}>{t('reload')}</Button>}
        >
          <p>{t('partLost')}</p>
        </Callout>
      </div>
    )
  }
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
