'use client'
import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { CloudOff, RotateCw, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { passingError } from '#lib/client/ailments.ts'
import { failedWrite } from '#lib/client/upstream.ts'
import { NextTry } from './next-try.tsx'
import { useProblemText } from './problem-text.tsx'
import { useHealing, useOffline } from './use-healing.ts'

const firstError = (client: QueryClient): Error | null =>
  client
    .getQueryCache()
    .getAll()
    .map(passingError)
    .find((error) => error !== null) ?? null

/**
 * Whether the page says it, where its data would be, or is about to find out: then the banner would say it twice. Of
 * older data the page says only that it is older.
 */
function isToldByPage(client: QueryClient): boolean {
  const active = client
    .getQueryCache()
    .getAll()
    .filter((query) => query.isActive())
  const isOlderShown = active.some(
    (query) => query.state.data !== undefined && passingError(query) !== null,
  )
  return (
    !isOlderShown &&
    active.some(
      (query) =>
        query.meta?.failure === 'in-place' &&
        query.state.data === undefined &&
        (query.state.status === 'pending' || passingError(query) !== null),
    )
  )
}

/**
 * One line above the page while something of it cannot be read for now, or the last write failed because of GitLab, and
 * the page has no better place to say so: what is wrong, and when it is tried again by itself. It leaves when all is
 * well. A write is never sent a second time by itself.
 */
export function TroubleBanner() {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  const textOf = useProblemText()
  const errors = useTranslations('errors.offline')
  const client = useQueryClient()
  const { isTrying, tryNow } = useHealing()
  const isOffline = useOffline()
  const readError = useSyncExternalStore(
    (listener) => client.getQueryCache().subscribe(listener),
    () => firstError(client),
    () => null,
  )
  const isTold = useSyncExternalStore(
    (listener) => client.getQueryCache().subscribe(listener),
    () => isToldByPage(client),
    () => false,
  )
  // Once the page has its data, what failed beside it, such as a name, is read again as well.
  useEffect(() => {
    if (isTold) return
    void client.refetchQueries({
      type: 'active',
      predicate: (query) => passingError(query) !== null,
    })
  }, [client, isTold])
  const writeError = useSyncExternalStore(failedWrite.subscribe, failedWrite.error, () => null)
  const error = readError ?? writeError
  if (!isOffline && (error === null || isTold)) return null
  const problem = isOffline || error === null ? null : textOf(error)
  const Icon = isOffline ? WifiOff : CloudOff
  return (
    <section
      aria-label={t('trouble')}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-warn/45 bg-warn-soft px-4 py-1.5 text-body text-text md:px-6"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-warn-text" />
      <p role="status" className="min-w-0 flex-1 basis-64">
        <span className="font-medium">{problem?.title ?? errors('title')}</span>{' '}
        <span className="text-text-soft max-sm:hidden">
          {problem?.meaning ?? errors('meaning')}
        </span>
      </p>
      <p className="min-w-0 text-text-soft">
        <NextTry />
      </p>
      {!isOffline && (
        <Button size="sm" icon={RotateCw} busy={isTrying} onClick={tryNow}>
          {common('tryNow')}
        </Button>
      )}
    </section>
  )
}
