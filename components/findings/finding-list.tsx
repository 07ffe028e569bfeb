'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useSession } from '#components/layout/session-gate.tsx'
import { sessionBarrier } from '#components/layout/use-may.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { useToasts } from '#components/ui/toaster.tsx'
import { useEndSnooze } from '#lib/client/snoozes.ts'
import type { Snooze } from '#lib/contract/findings/snooze.ts'
import { FindingActions } from './finding-actions.tsx'
import { findingTable } from './finding-columns.tsx'
import { FindingDetail } from './finding-detail.tsx'
import { FindingListContext } from './finding-list-context.ts'
import type { FindingRow } from './finding-row.ts'
import { SnoozeModal } from './snooze-modal.tsx'

interface FindingListProps {
  /** Null while they are on their way. */
  rows: readonly FindingRow[] | null
  /** By GitLab's clock, in epoch milliseconds. */
  now: number
}

const findingKey = ({ finding }: FindingRow) => finding.key

/** Every finding in the one table, with its details and its snooze. */
export function FindingList({ rows, now }: FindingListProps) {
  const t = useTranslations('findings')
  const toasts = useToasts()
  const session = useSession()
  const barrier = session && sessionBarrier(session)
  const endSnooze = useEndSnooze()
  const [shownKey, setShownKey] = useState<string | null>(null)
  const [open, setOpen] = useState<'details' | 'snooze' | null>(null)
  const shown = rows?.find(({ finding }) => finding.key === shownKey) ?? null

  const show = (row: FindingRow, what: 'details' | 'snooze') => {
    setShownKey(row.finding.key)
    setOpen(what)
  }
  const end = (snooze: Snooze) =>
    endSnooze.mutate(snooze, {
      onSuccess: () => toasts.add({ tone: 'good', title: t('snooze.ended') }),
    })
  const actionsOf = (row: FindingRow) => ({
    onSnooze: barrier === null ? () => show(row, 'snooze') : null,
    onEndSnooze: barrier === null && row.snooze ? () => row.snooze && end(row.snooze) : null,
  })

  return (
    <FindingListContext value={{ onDetails: (row) => show(row, 'details') }}>
      {barrier !== null && (
        <p className="pb-3 text-meta text-text-soft">{t(`snooze.mayNot.${barrier}`)}</p>
      )}
      <DataTable
        definition={findingTable}
        rows={rows}
        rowId={findingKey}
        name={t('title')}
        onRowPress={(row) => show(row, 'details')}
        rowActions={(row) => (
          <FindingActions row={row} onDetails={() => show(row, 'details')} {...actionsOf(row)} />
        )}
      />
      {shown && (
        <>
          <FindingDetail
            row={shown}
            open={open === 'details'}
            onClose={() => setOpen(null)}
            {...actionsOf(shown)}
          />
          <SnoozeModal
            key={`${shown.finding.key} ${shown.snooze?.id ?? ''}`}
            row={shown}
            now={now}
            open={open === 'snooze'}
            onClose={() => setOpen(null)}
          />
        </>
      )}
    </FindingListContext>
  )
}
