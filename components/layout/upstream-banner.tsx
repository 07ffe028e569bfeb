'use client'
import type { Query, QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { CloudOff, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ProblemError } from '#lib/client/problem-error.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'

/** Failures that say: GitLab itself cannot be asked at the moment. */
const upstreamCodes: readonly ProblemCode[] = [
  'upstream_failed',
  'upstream_invalid',
  'upstream_tls',
  'upstream_unreachable',
  'upstream_timeout',
]

function upstreamCode(query: Query): ProblemCode | null {
  const { error } = query.state
  if (!query.isActive() || !(error instanceof ProblemError)) return null
  return upstreamCodes.includes(error.problem.code) ? error.problem.code : null
}

const failing = (client: QueryClient): Query[] =>
  client
    .getQueryCache()
    .getAll()
    .filter((query) => upstreamCode(query) !== null)

const firstCode = (client: QueryClient): ProblemCode | null => {
  const [first] = failing(client)
  return first ? upstreamCode(first) : null
}

/** One line above the page while a reading of it fails because of GitLab. It leaves when a retry succeeds. */
export function UpstreamBanner() {
  const t = useTranslations('shell')
  const errors = useTranslations('errors')
  const common = useTranslations('common')
  const client = useQueryClient()
  const [isRetrying, setRetrying] = useState(false)
  const code = useSyncExternalStore(
    (listener) => client.getQueryCache().subscribe(listener),
    () => firstCode(client),
    () => null,
  )
  if (code === null) return null
  const hasOldData = failing(client).some((query) => query.state.data !== undefined)

  async function retry() {
    setRetrying(true)
    await client.refetchQueries({
      type: 'active',
      predicate: (query) => upstreamCode(query) !== null,
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
        {hasOldData && <span className="text-text-soft max-sm:hidden">{t('upstreamHint')}</span>}
      </p>
      <Button size="sm" icon={RotateCw} busy={isRetrying} onClick={() => void retry()}>
        {common('retry')}
      </Button>
    </div>
  )
}
