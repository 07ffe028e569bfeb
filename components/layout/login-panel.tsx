'use client'
import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { ArrowRight, KeyRound, LogIn, ShieldCheck, UserCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonClass } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { sessionQueries, signInHref } from '#lib/client/session.ts'
import { type AuthMode, handleOf } from '#lib/contract/session.ts'
import { Logo } from './logo.tsx'
import { ProblemView } from './problem-view.tsx'

const bigButton = clsx(buttonClass('primary'), 'h-10! w-full')

/** What this is, which GitLab, one button, what will be asked. `returnTo` is a path of the console, already checked. */
export function LoginPanel({ returnTo, mode }: { returnTo: string; mode: AuthMode }) {
  const t = useTranslations('login')
  const common = useTranslations('common')
  const { data, error, refetch, isFetching } = useQuery(sessionQueries.current())
  return (
    <main className="relative flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div
        aria-hidden
        className="pointer-events-none absolute inset-0 bg-[radial-gradient(var(--color-line-strong)_1px,transparent_1px)] bg-size-[24px_24px] opacity-40 mask-[radial-gradient(34rem_26rem_at_50%_42%,#000,transparent)]"
      />
      <div className="relative w-full max-w-[25rem] rounded-panel bg-panel p-6 shadow-float sm:p-8">
        <Logo className="size-9" />
        <h1 className="mt-5 text-title font-semibold">{common('appName')}</h1>
        <p className="mt-1 text-text-soft text-pretty">{t('what')}</p>

        <dl className="mt-5 flex items-baseline justify-between gap-4 border-y border-line py-2.5">
          <dt className="text-text-soft">{t('gitlab')}</dt>
          <dd className="min-w-0 truncate font-mono text-table">
            {data ? data.gitlab.url : <Skeleton className="h-4 w-44" />}
          </dd>
        </dl>

        <div className="mt-5 space-y-3">
          {error && !data && (
            <ProblemView error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
          )}
          {data?.authenticated ? (
            <>
              <p className="flex items-center gap-2">
                <UserCheck aria-hidden className="size-4 shrink-0 text-good-text" />
                <span className="min-w-0 break-words">
                  {t('signedInAs', {
                    name: shownName(data.user.name),
                    username: handleOf(data.user),
                  })}
                </span>
              </p>
              {/* A document request, not a client navigation: nothing of this page stays. */}
              <a href={returnTo} className={bigButton}>
                {t('continue')} <ArrowRight aria-hidden className="size-4" />
              </a>
            </>
          ) : (
            <a href={signInHref(returnTo)} className={bigButton}>
              <LogIn aria-hidden className="size-4" />{' '}
              {t(mode === 'oauth' ? 'signIn' : 'sso.signIn')}
            </a>
          )}
        </div>

        <section className="mt-6">
          <h2 className="text-meta font-medium text-text-faint">
            {t(mode === 'oauth' ? 'asked' : 'sso.how')}
          </h2>
          <ul className="mt-2 space-y-2 text-table text-text-soft">
            {facts[mode].map(({ icon: Icon, text }) => (
              <li key={text} className="flex gap-2.5">
                <Icon aria-hidden className="mt-px size-4 shrink-0 text-text-faint" />
                {t(text)}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </main>
  )
}

const facts = {
  oauth: [
    { icon: KeyRound, text: 'askedAccess' },
    { icon: ShieldCheck, text: 'askedRights' },
  ],
  'proxy-jwt': [
    { icon: KeyRound, text: 'sso.proof' },
    { icon: ShieldCheck, text: 'sso.rights' },
    { icon: UserCheck, text: 'sso.account' },
  ],
} as const
