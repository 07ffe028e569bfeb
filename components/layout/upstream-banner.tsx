'use client'
import type { Query, QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { CloudOff, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ProblemError } from '#lib/client/problem-error.ts'
import { failedWrite, isUpstreamCode, type TroubleCode } from '#lib/client/upstream.ts'

function upstreamCode(query: Query): TroubleCode | null {
  const { error } = query.state
  if (!query.isActive() || !(error instanceof ProblemError)) return null
  return isUpstreamCode(error.problem.code) ? error.problem.code : null
}

const failing = (client: QueryClient): Query[] =>
  client
    .getQueryCache()
    .getAll()
    .filter((query) => upstreamCode(query) !== null)

/** Whether the page says it, where its data would be, or is about to find out: then the banner would say it twice. */
const isToldByPage = (client: QueryClient): boolean =>
  client
    .getQueryCache()
    .getAll()
    .some(
      (query) =>
        query.isActive() &&
        query.meta?.failure === 'in-place' &&
        query.state.data === undefined &&
        (query.state.status === 'pending' || upstreamCode(query) !== null),
    )

function firstCode(client: QueryClient): TroubleCode | null {
  const [first] = failing(client)
  return first ? upstreamCode(first) : null
}

/**
 * One line above the page while GitLab cannot be asked: a reading of the page fails because of it, or the last write
 * did, and the page has no better place to say so. It leaves when GitLab answers again. Trying again reads; a write is never sent a second time by itself.
 */
export function UpstreamBanner() {
  const t = useTranslations('shell')
  const errors = useTranslations('errors')
  const common = useTranslations('common')
  const client = useQueryClient()
  const [isRetrying, setRetrying] = useState(false)
  const readCode = useSyncExternalStore(
    (listener) => client.getQueryCache().subscribe(listener),
    () => firstCode(client),
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
      predicate: (query) => upstreamCode(query) !== null,
    })
  }, [client, isTold])
  const writeCode = useSyncExternalStore(failedWrite.subscribe, failedWrite.code, () => null)
  const code = readCode ?? writeCode
  if (code === null || isTold) return null
  const hasOldData = failing(client).some((query) => query.state.data !== undefined)

  async function retry() {
    setRetrying(true)
    await client.refetchQueries({
      type: 'active',
      predicate: (query) => writeCode !== null || upstreamCode(query) !== null,
    })
    setRetrying(false)
  }

  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-warn/45 bg-warn-soft px-4 py-1.5 text-body text-text md:px-6"
    >
      <CloudOff aria-hidden className="size-4 shrink-0 text-warn-text" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{errors(`${code}.title`)}</span>{' '}
        <span className="text-text-soft max-sm:hidden">
          {hasOldData ? t('upstreamHint') : errors(`${code}.meaning`)}
        </span>
      </p>
      <Button size="sm" icon={RotateCw} busy={isRetrying} onClick={() => void retry()}>
        {common('retry')}
      </Button>
    </div>
  )
}
