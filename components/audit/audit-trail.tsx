'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useMemo, useRef } from 'react'
import { useSession } from '#components/layout/session-gate.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { auditQueries } from '#lib/client/audit.ts'
import { useDebounced } from '#lib/client/use-debounced.ts'
import { AuditDetail } from './audit-detail.tsx'
import { auditEvents } from './audit-event.ts'
import { AuditExportButtons, AuditExportState } from './audit-export.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditList } from './audit-list.tsx'
import { auditFilterUrl, auditRowUrl, filterOf } from './audit-url.ts'
import { NotUnderstood } from './not-understood.tsx'
import { useAuditExport } from './use-audit-export.ts'

/** Who did what, when and how it ended; administrators see everybody, others themselves. */
export function AuditTrail() {
  const t = useTranslations('audit')
  const session = useSession()
  const filtersRef = useRef<HTMLElement>(null)
  const tableRef = useRef<HTMLElement>(null)
  const [url, setUrl] = useQueryStates(auditFilterUrl, { history: 'push' })
  const [{ row }, setRow] = useQueryStates(auditRowUrl, { history: 'push' })
  const filter = filterOf(url)
  const actor = useDebounced(url.actor)
  const object = useDebounced(url.object)
  const list = useInfiniteQuery(auditQueries.list(filterOf({ ...url, actor, object })))
  const events = useMemo(
    () => (list.data ? auditEvents(list.data.pages.flatMap(({ items }) => items)) : null),
    [list.data],
  )
  const run = useAuditExport(filter)

  function clear() {
    void setUrl(null)
    // The button that was pressed is gone now.
    filtersRef.current?.focus()
  }

  return (
    <>
      <PageHeader
        title={t('title')}
        fact={session && t(session.user.is_admin ? 'factAll' : 'factOwn')}
        actions={
          <>
            <Button icon={RotateCw} busy={list.isFetching} onClick={() => void list.refetch()}>
              {t('refresh')}
            </Button>
            <AuditExportButtons run={run} />
          </>
        }
      />
      <AuditFilters ref={filtersRef} url={url} setUrl={setUrl} onClear={clear} />
      <NotUnderstood />
      <AuditExportState run={run} />
      <AuditList
        list={list}
        events={events}
        isFiltered={Object.keys(filter).length > 0}
        onClear={clear}
        onOpen={({ seq, at }) => void setRow({ row: { seq, at } })}
        tableRef={tableRef}
      />
      <AuditDetail
        place={row}
        events={list.isError && events === null ? [] : events}
        onClose={() => void setRow({ row: null })}
        tableRef={tableRef}
      />
    </>
  )
}
