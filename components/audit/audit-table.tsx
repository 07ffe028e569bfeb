'use client'
import { ChevronRight } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { ScrollRegion } from '#components/table/scroll-region.tsx'
import { ActionFrame, CellFrame, RowFrame } from '#components/table/table-frame.tsx'
import { headClass, headRowClass } from '#components/table/table-head.tsx'
import { useEdges } from '#components/table/use-edges.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Time } from '#components/ui/time.tsx'
import { absoluteTimes } from '#components/ui/time-words.ts'
import type { AuditEntry } from '#lib/contract/audit.ts'
import type { AuditEvent } from './audit-event.ts'
import { AuditResult } from './audit-result.tsx'
import { useAuditWords } from './use-audit-words.ts'

/** Widths, smaller where the page is; without one, a share of what is left. */
const columns = [
  { id: 'time', width: 'w-47' },
  { id: 'person', width: 'w-25 max-lg:w-20' },
  { id: 'action', width: 'w-43 max-lg:w-32' },
  { id: 'object', width: undefined },
  { id: 'result', width: 'w-39 max-lg:w-28' },
] as const

/** The button of a row that opens its details; the focus comes back to it. */
export const rowButtonId = (seq: number) => `audit-row-${seq}`

interface AuditTableProps {
  /** Null while they are on their way. */
  events: readonly AuditEvent[] | null
  onOpen: (entry: AuditEntry) => void
  ref: RefObject<HTMLElement | null>
}

/**
 * The rows as read so far. In the look of the table kit but not by it: the kit searches, sorts and pages a whole set
 * in the browser, and here the server does, page by page.
 */
export function AuditTable({ events, onOpen, ref }: AuditTableProps) {
  const t = useTranslations('audit')
  const table = useTranslations('table')
  useEdges(ref, true)
  return (
    <ScrollRegion ref={ref} name={t('title')} className="sm:max-h-[max(20rem,calc(100dvh-19rem))]">
      <table
        aria-busy={events === null || undefined}
        aria-label={t('title')}
        className="w-full table-fixed border-separate border-spacing-0 text-table max-sm:block sm:min-w-[38rem]"
      >
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} className={width} />
          ))}
          <col className="w-11" />
        </colgroup>
        <thead className={headRowClass}>
          <tr>
            {columns.map(({ id }) => (
              <th
                key={id}
                scope="col"
                aria-sort={id === 'time' ? 'descending' : undefined}
                className={headClass}
              >
                {t(`columns.${id}`)}
              </th>
            ))}
            <th scope="col" className={headClass}>
              <span className="sr-only">{table('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody aria-hidden={events === null || undefined} className="max-sm:block">
          {events === null
            ? skeletonRows.map((width) => <SkeletonRow key={width} width={width} />)
            : events.map((event) => (
                <EventRow key={event.entry.seq} event={event} onOpen={onOpen} />
              ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

interface EventRowProps {
  event: AuditEvent
  onOpen: (entry: AuditEntry) => void
}

function EventRow({ event: { entry }, onOpen }: EventRowProps) {
  const t = useTranslations('audit')
  const words = useAuditWords()
  const locale = useLocale()
  const open = () => onOpen(entry)
  const action = words.action(entry.action)
  const object = words.object(entry.object)
  const person = words.person(entry.actor.name)
  return (
    <RowFrame onPress={open}>
      <CellFrame label={t('columns.time')} isRowHeader>
        <Time iso={entry.at} now={entry.at} show="exact" />
      </CellFrame>
      <CellFrame label={t('columns.person')}>
        <span title={person}>{person}</span>
      </CellFrame>
      <CellFrame label={t('columns.action')}>
        <span title={action}>{action}</span>
      </CellFrame>
      <CellFrame label={t('columns.object')}>
        <span title={object}>{object}</span>
        {entry.scope !== null && (
          <span className="ml-1.5 text-meta text-text-faint">{words.scope(entry.scope)}</span>
        )}
      </CellFrame>
      <CellFrame label={t('columns.result')}>
        <AuditResult entry={entry} variant="plain" />
      </CellFrame>
      <ActionFrame>
        <IconButton
          id={rowButtonId(entry.seq)}
          icon={ChevronRight}
          size="sm"
          aria-haspopup="dialog"
          label={t('details', { action, object, time: absoluteTimes(entry.at, locale).local })}
          onClick={open}
        />
      </ActionFrame>
    </RowFrame>
  )
}

const skeletonRows = [62, 48, 75, 55, 68, 44, 58, 71]

function SkeletonRow({ width }: { width: number }) {
  const t = useTranslations('audit')
  return (
    <RowFrame isSkeleton>
      {columns.map(({ id }) => (
        <CellFrame key={id} label={t(`columns.${id}`)} isRowHeader={id === 'time'}>
          <span className="block py-1.5" style={{ width: `${width}%` }}>
            <Skeleton className="h-2.5 w-full" />
          </span>
        </CellFrame>
      ))}
      <ActionFrame>{null}</ActionFrame>
    </RowFrame>
  )
}
