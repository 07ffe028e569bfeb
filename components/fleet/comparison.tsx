'use client'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { reachWhereItScrolls } from '#components/modal/reach-where-it-scrolls.ts'
import { Callout } from '#components/ui/callout.tsx'
import { isPlainPress } from '#components/ui/plain-press.ts'
import { shownName } from '#components/ui/shown-name.ts'
import { dayAndClockStyle } from '#components/ui/time-words.ts'
import { type FleetEnd, type FleetRow, fleetKey } from '#lib/contract/fleet.ts'
import { compareFleets } from '#lib/contract/fleet-compare.ts'
import { openRowHref } from './fleet-hrefs.ts'

interface ComparisonProps {
  /** An earlier scan. */
  before: { rows: readonly FleetRow[]; end: Pick<FleetEnd, 'finished_at' | 'complete'> }
  rows: readonly FleetRow[]
  /** Whether `rows` are all that the person may see. */
  isWhole: boolean
  /** Opens a row by its key where it is at hand; elsewhere its line leads to the fleet. */
  onOpen?: (key: string) => void
}

/** What became of the rows of an earlier scan: what got worse first. */
export function Comparison({ before, rows, isWhole, onOpen }: ComparisonProps) {
  const t = useTranslations('fleet.compare')
  const format = useFormatter()
  const { added, gone, changed, stale } = compareFleets(before.rows, rows)
  const at = before.end.finished_at
  return (
    <>
      <p role="status">
        {t('since', {
          count: before.rows.length,
          time: at ? format.dateTime(new Date(at), dayAndClockStyle) : '–',
        })}
      </p>
      {!before.end.complete && <Callout tone="warn">{t('incomplete')}</Callout>}
      {!isWhole && <Callout tone="warn">{t('gaps')}</Callout>}
      <Part title={t('stale', { count: stale.length })}>
        {stale.map(({ row, reasons }) => (
          <Line key={fleetKey(row)} row={row} name={<RowLink row={row} onOpen={onOpen} />}>
            {reasons.map((reason) => t(`reasons.${reason}`)).join(', ')}
          </Line>
        ))}
      </Part>
      <Part title={t('changed', { count: changed.length })}>
        {changed.map(({ row, fields }) => (
          <Line key={fleetKey(row)} row={row} name={<RowLink row={row} onOpen={onOpen} />}>
            {fields.map((field) => t(`fields.${field}`)).join(', ')}
          </Line>
        ))}
      </Part>
      <Part title={t('added', { count: added.length })}>
        {added.map((row) => (
          <Line key={fleetKey(row)} row={row} name={<RowLink row={row} onOpen={onOpen} />} />
        ))}
      </Part>
      <Part title={t('gone', { count: gone.length })}>
        {gone.map((row) => (
          <Line
            key={fleetKey(row)}
            row={row}
            name={<span className="font-medium">{shownName(row.name)}</span>}
          />
        ))}
      </Part>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode[] }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold">{title}</h3>
      {children.length > 0 && (
        <ul
          ref={reachWhereItScrolls}
          aria-label={title}
          className="max-h-56 divide-y divide-line overflow-y-auto rounded-control border border-line text-table"
        >
          {children}
        </ul>
      )}
    </section>
  )
}

function RowLink({ row, onOpen }: { row: FleetRow } & Pick<ComparisonProps, 'onOpen'>) {
  return (
    <Link
      href={openRowHref(row)}
      prefetch={false}
      onClick={(event) => {
        if (onOpen === undefined || !isPlainPress(event)) return
        event.preventDefault()
        onOpen(fleetKey(row))
      }}
      className="rounded-[3px] font-medium text-accent-text underline-offset-[3px] hover:underline"
    >
      {shownName(row.name)}
    </Link>
  )
}

interface LineProps {
  row: FleetRow
  name: ReactNode
  /** What became of it. */
  children?: ReactNode
}

function Line({ row, name, children }: LineProps) {
  const t = useTranslations()
  return (
    <li className="flex flex-wrap gap-x-3 px-2.5 py-1.5">
      <span className="min-w-0 flex-1 basis-48 break-words">
        <span className="text-text-faint">{t(`fleet.kind.${row.type}`)}</span> {name}{' '}
        <span className="text-meta text-text-faint">
          {row.scope.path === null ? t('shell.instance') : shownName(row.scope.path)}
        </span>
      </span>
      {children && <span className="text-text-soft">{children}</span>}
    </li>
  )
}
