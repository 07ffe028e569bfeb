'use client'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { ScrollText, SearchX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useRef } from 'react'
import { StaleNotice } from '#components/layout/list-notices.tsx'
import { ListProblem, problemInstead } from '#components/layout/list-problem.tsx'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { Button } from '#components/ui/button.tsx'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import type { AuditEntry, AuditPage } from '#lib/contract/audit.ts'
import type { AuditEvent } from './audit-event.ts'
import { AuditTable } from './audit-table.tsx'

type AuditListQuery = UseInfiniteQueryResult<InfiniteData<AuditPage>>

interface AuditListProps {
  list: AuditListQuery
  /** The rows read so far; null while there are none. */
  events: readonly AuditEvent[] | null
  isFiltered: boolean
  onClear: () => void
  onOpen: (entry: AuditEntry) => void
  tableRef: RefObject<HTMLElement | null>
}

/** What stands under the filters: the rows, or which of the other states it is, and what to do about it. */
export function AuditList(props: AuditListProps) {
  const t = useTranslations('audit')
  const { list, events, isFiltered, onClear, onOpen, tableRef } = props
  const { error } = list
  const problem = problemInstead(list)
  if (problem) {
    return (
      <ListProblem
        error={problem}
        forbidden={{ title: t('forbidden.title'), text: <p>{t('forbidden.text')}</p> }}
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    )
  }
  return (
    <>
      {error && list.isRefetchError && !isSessionLost(error) && (
        <StaleNotice
          error={error}
          readAt={list.dataUpdatedAt}
          failedAt={list.errorUpdatedAt}
          onRetry={() => void list.refetch()}
          isRetrying={list.isFetching}
        />
      )}
      {events?.length === 0 && !list.hasNextPage ? (
        <Nothing isFiltered={isFiltered} onClear={onClear} />
      ) : (
        <>
          <div data-older={list.isRefetchError || undefined}>
            <AuditTable ref={tableRef} events={events} onOpen={onOpen} />
          </div>
          <MoreRows list={list} count={events?.length ?? null} />
        </>
      )}
    </>
  )
}

function Nothing({ isFiltered, onClear }: Pick<AuditListProps, 'isFiltered' | 'onClear'>) {
  const t = useTranslations('audit')
  if (!isFiltered) {
    return <StatePanel icon={ScrollText} title={t('empty.title')} text={<p>{t('empty.text')}</p>} />
  }
  return (
    <StatePanel
      icon={SearchX}
      title={t('nothing.title')}
      text={<p>{t('nothing.text')}</p>}
      actions={<Button onClick={onClear}>{t('filters.clear')}</Button>}
    />
  )
}

/** How many rows are shown, and the way to older ones; a failure to read those stands beside it. */
function MoreRows({ list, count }: { list: AuditListQuery; count: number | null }) {
  const t = useTranslations('audit')
  const line = useRef<HTMLParagraphElement>(null)
  const { error, hasNextPage, isFetchNextPageError, isFetchingNextPage } = list

  async function readMore() {
    const { hasNextPage: hasMore, isError } = await list.fetchNextPage()
    // With the last page the button is gone.
    if (!hasMore && !isError) line.current?.focus()
  }

  return (
    <div className="mt-3 space-y-3">
      {error && isFetchNextPageError && !isSessionLost(error) && (
        <ProblemView
          error={error}
          onRetry={() => void readMore()}
          isRetrying={isFetchingNextPage}
        />
      )}
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p
          ref={line}
          role="status"
          tabIndex={-1}
          className="rounded-[3px] text-meta text-text-soft tabular-nums"
        >
          {count !== null && t(hasNextPage ? 'countMore' : 'countAll', { count })}
        </p>
        {hasNextPage && !isFetchNextPageError && (
          <Button busy={isFetchingNextPage} onClick={readMore}>
            {t('loadMore')}
          </Button>
        )}
      </div>
    </div>
  )
}
