'use client'
import { useQueries } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useProblemText } from '#components/layout/problem-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { scopeQueries } from '#lib/client/scopes.ts'

interface CampaignFailuresProps {
  failed: readonly { projectId: number; error: Error; hasOlder: boolean }[]
  onRetry: () => void
  isRetrying: boolean
}

/** Projects whose agents could not be read, and why: they are missing from the list, or older than the rest. */
export function CampaignFailures({ failed, onRetry, isRetrying }: CampaignFailuresProps) {
  const t = useTranslations('rotation.campaign')
  const errors = useTranslations('errors')
  const common = useTranslations('common')
  const textOf = useProblemText()
  const told = failed.filter(({ error }) => !isSessionLost(error))
  const paths = useQueries({
    queries: told.map(({ projectId }) => scopeQueries.info({ kind: 'project', id: projectId })),
    combine: (results) => results.map(({ data }) => data?.path ?? null),
  })
  if (told.length === 0) return null
  return (
    <Callout
      role="alert"
      tone="warn"
      className="mb-4"
      title={t('failed', { count: told.length })}
      actions={
        <Button size="sm" icon={RotateCw} busy={isRetrying} onClick={onRetry}>
          {common('retry')}
        </Button>
      }
    >
      <ul className="space-y-1">
        {told.map(({ projectId, error, hasOlder }, index) => {
          const { title, action, requestId } = textOf(error)
          return (
            <li key={projectId}>
              <span className="font-medium wrap-anywhere text-text">
                {shownName(paths[index] ?? `#${projectId}`)}
              </span>
              {': '}
              {title}. {action} {hasOlder && t('older')}
              {requestId && (
                <span className="ml-1 inline-flex items-center font-mono text-meta">
                  {errors('requestId', { id: requestId })}
                  <CopyButton text={requestId} label={errors('copyRequestId')} />
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </Callout>
  )
}
