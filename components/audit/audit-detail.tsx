'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type RefObject, useRef, useState } from 'react'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Modal } from '#components/modal/modal.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { auditQueries } from '#lib/client/audit.ts'
import type { AuditEvent } from './audit-event.ts'
import { AuditFacts } from './audit-facts.tsx'
import { rowButtonId } from './audit-table.tsx'
import type { AuditPlace } from './audit-url.ts'

interface AuditDetailProps {
  /** Which row; null for none. */
  place: AuditPlace | null
  /** The rows on the page; null while they are on their way. A row beyond them is read by itself. */
  events: readonly AuditEvent[] | null
  onClose: () => void
  /** Takes the focus afterwards when the row is not on the page. */
  tableRef: RefObject<HTMLElement | null>
}

/** The panel with everything about one row. */
export function AuditDetail({ place, events, onClose, tableRef }: AuditDetailProps) {
  const t = useTranslations('audit.detail')
  const landing = useRef<HTMLElement>(null)
  const titleRef = useRef<HTMLHeadingElement>(null)
  // While it fades out it keeps what it showed.
  const [shown, setShown] = useState(place)
  if (place !== null && place.seq !== shown?.seq) setShown(place)
  return (
    <Modal
      open={place !== null}
      onClose={() => {
        const button = shown && document.getElementById(rowButtonId(shown.seq))
        landing.current = button ?? tableRef.current
        onClose()
      }}
      title={t('title', { seq: shown?.seq ?? 0 })}
      titleRef={titleRef}
      initialFocus={titleRef}
      finalFocus={landing}
      size="md"
    >
      {shown && <Found key={shown.seq} place={shown} events={events} />}
    </Modal>
  )
}

function Found({ place, events }: { place: AuditPlace; events: AuditDetailProps['events'] }) {
  const t = useTranslations('audit.detail')
  const onPage = events?.find(({ entry }) => entry.seq === place.seq)
  const alone = useQuery({
    ...auditQueries.entry(place),
    enabled: events !== null && onPage === undefined,
  })
  if (onPage) return <AuditFacts event={onPage} />
  if (alone.isPending) {
    return (
      <div role="status" aria-label={t('loading')} className="space-y-4 py-2">
        {[60, 45, 70, 50, 65, 40].map((width) => (
          <span key={width} className="block" style={{ width: `${width}%` }}>
            <Skeleton className="h-5 w-full" />
          </span>
        ))}
      </div>
    )
  }
  if (alone.isError) {
    return (
      <ProblemView
        error={alone.error}
        onRetry={() => void alone.refetch()}
        isRetrying={alone.isFetching}
      />
    )
  }
  if (alone.data === null) {
    return (
      <>
        <p className="font-medium">{t('gone')}</p>
        <p className="text-text-soft">{t('goneText')}</p>
      </>
    )
  }
  const entry = alone.data
  return <AuditFacts event={{ entry, begunAt: entry.phase === 'intent' ? entry.at : null }} />
}
