'use client'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Comparison } from '#components/fleet/comparison.tsx'
import { Modal } from '#components/modal/modal.tsx'
import { Button } from '#components/ui/button.tsx'
import { dayAndClockStyle } from '#components/ui/time-words.ts'
import { fleetQueries } from '#lib/client/fleet.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { compareFleets, type FleetComparison } from '#lib/contract/fleet-compare.ts'
import { BarRows } from './bar-rows.tsx'
import { OverviewFigure } from './overview-figure.tsx'

const kinds = ['stale', 'changed', 'added', 'gone'] as const satisfies (keyof FleetComparison)[]

const tones = { stale: 'bad', changed: 'info', added: 'good', gone: 'neutral' } as const

interface ChangeFigureProps {
  rows: readonly FleetRow[]
  /** The scan that `rows` are of, and whether they are all that the person may see. */
  scan: string
  isWhole: boolean
}

/** What became of the rows of the scan before `scan`. */
export function ChangeFigure({ rows, scan, isWhole }: ChangeFigureProps) {
  const t = useTranslations('overview')
  const compare = useTranslations('fleet.compare')
  const common = useTranslations('common')
  const format = useFormatter()
  const [isOpen, setOpen] = useState(false)
  const { data, isPending, isError } = useQuery(fleetQueries.previous(scan))
  const end = data?.end ?? null
  const comparison = useMemo(
    () => (data && end?.scan ? compareFleets(data.rows, rows) : null),
    [data, end, rows],
  )
  const at = end?.finished_at
  const time = at && format.dateTime(new Date(at), dayAndClockStyle)
  const text = time ? t('changesText', { time }) : t(isError ? 'changesFailed' : 'changesNone')
  const told = (
    <>
      {text}
      {comparison && !end?.complete && <span className="block">{compare('incomplete')}</span>}
      {comparison && !isWhole && <span className="block">{compare('gaps')}</span>}
    </>
  )
  return (
    <OverviewFigure id="changes" title={t('changes')} text={!isPending && told}>
      {comparison && end && (
        <>
          <BarRows
            labelledBy="changes"
            rows={kinds.map((key) => ({
              key,
              count: comparison[key].length,
              tone: tones[key],
              label: t(`change.${key}`),
              target: () => setOpen(true),
            }))}
          />
          <Modal
            open={isOpen}
            onClose={() => setOpen(false)}
            size="lg"
            title={t('changes')}
            footer={<Button onClick={() => setOpen(false)}>{common('close')}</Button>}
          >
            <div className="space-y-4">
              <Comparison before={{ rows: data?.rows ?? [], end }} rows={rows} isWhole={isWhole} />
            </div>
          </Modal>
        </>
      )}
    </OverviewFigure>
  )
}
