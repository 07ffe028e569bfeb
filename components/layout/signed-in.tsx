'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Spinner } from '#components/ui/spinner.tsx'
import { sessionQueries, signInHref } from '#lib/client/session.ts'
import { announceSession } from '#lib/client/session-channel.ts'
import { handleOf } from '#lib/contract/session.ts'
import { ProblemView } from './problem-view.tsx'

/** Says how the sign-in ended, and tells the tab that waits for it. */
export function SignedIn() {
  const t = useTranslations('reauth')
  const { data, error, refetch, isFetching } = useQuery(sessionQueries.current())
  const userId = data?.authenticated ? data.user.id : null
  useEffect(() => {
    if (userId !== null) announceSession(userId)
  }, [userId])
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl items-center justify-center p-4">
      {!data && error && (
        <ProblemView error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      )}
      {!data && !error && <Spinner />}
      {data?.authenticated && (
        <EmptyState
          icon={CircleCheck}
          headingLevel={1}
          title={t('doneTitle')}
          text={
            <p>
              {t('doneText', { name: shownName(data.user.name), username: handleOf(data.user) })}
            </p>
          }
        />
      )}
      {data && !data.authenticated && (
        <EmptyState
          icon={CircleX}
          headingLevel={1}
          title={t('failedTitle')}
          text={<p>{t('failedText')}</p>}
          actions={
            <a href={signInHref('/signed-in')} className={buttonClass('primary')}>
              {t('signIn')}
            </a>
          }
        />
      )}
    </main>
  )
}
