'use client'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ListNotices } from '#components/layout/list-notices.tsx'
import { ProblemView } from '#components/layout/problem-view.tsx'
import type { SnoozeList } from '#lib/contract/findings/snooze.ts'

/** What is snoozed could not be read, or is not all: findings must not pass for open, or for new, without a word. */
export function SnoozesNotice({ list }: { list: UseQueryResult<SnoozeList> }) {
  const t = useTranslations('findings.snooze')
  if (list.data === undefined && list.error) {
    return (
      <div className="mb-3 space-y-2">
        <p className="text-body">{t('unread')}</p>
        <ProblemView
          error={list.error}
          tone="warn"
          onRetry={() => void list.refetch()}
          isRetrying={list.isFetching}
        />
      </div>
    )
  }
  return <ListNotices list={list} incompleteText={(count) => t('incomplete', { count })} />
}
