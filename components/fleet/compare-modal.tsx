'use client'
import { FileUp } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { FileButton } from '#components/form/file-button.tsx'
import { Modal } from '#components/modal/modal.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { parseJson } from '#lib/client/problem-error.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import {
  compareFleets,
  type FleetSnapshotFile,
  fleetSnapshotSchema,
  maxSnapshotBytes,
} from '#lib/contract/fleet-compare.ts'

interface CompareModalProps {
  rows: readonly FleetRow[]
  open: boolean
  onClose: () => void
}

type Loaded = { file: FleetSnapshotFile } | { problem: 'notAScan' } | null

async function load(file: File): Promise<Loaded> {
  if (file.size <= maxSnapshotBytes) {
    const parsed = fleetSnapshotSchema.safeParse(parseJson(await file.text()))
    if (parsed.success) return { file: parsed.data }
  }
  return { problem: 'notAScan' }
}

/** What became of the rows of a scan that was saved earlier. The file stays in the browser. */
export function CompareModal({ rows, open, onClose }: CompareModalProps) {
  const t = useTranslations('fleet.compare')
  const common = useTranslations('common')
  const [loaded, setLoaded] = useState<Loaded>(null)
  const read = async (file: File) => setLoaded(await load(file))
  return (
    <Modal
      open={open}
      onClose={onClose}
      size="lg"
      title={t('title')}
      description={t('text')}
      footer={<Button onClick={onClose}>{common('close')}</Button>}
    >
      <div className="space-y-4">
        <FileButton accept="application/json,.json" onFile={(file) => void read(file)}>
          {t('choose')}
        </FileButton>
        {loaded && 'problem' in loaded && (
          <Callout role="alert" tone="bad" icon={FileUp} title={t(loaded.problem)}>
            <p>{t('notAScanText')}</p>
          </Callout>
        )}
        {loaded && 'file' in loaded && <Comparison file={loaded.file} rows={rows} />}
      </div>
    </Modal>
  )
}

function Comparison({ file, rows }: { file: FleetSnapshotFile; rows: readonly FleetRow[] }) {
  const t = useTranslations('fleet.compare')
  const format = useFormatter()
  const { added, gone, changed, stale } = compareFleets(file.rows, rows)
  const at = file.end.finished_at
  return (
    <>
      <p role="status">
        {t('since', {
          count: file.rows.length,
          time: at
            ? format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })
            : '–',
        })}
      </p>
      {!file.end.complete && <Callout tone="warn">{t('incomplete')}</Callout>}
      <Part title={t('stale', { count: stale.length })}>
        {stale.map(({ row, reasons }) => (
          <Line key={`${row.type}-${row.id}`} row={row}>
            {reasons.map((reason) => t(`reasons.${reason}`)).join(', ')}
          </Line>
        ))}
      </Part>
      <Part title={t('changed', { count: changed.length })}>
        {changed.map(({ row, fields }) => (
          <Line key={`${row.type}-${row.id}`} row={row}>
            {fields.map((field) => t(`fields.${field}`)).join(', ')}
          </Line>
        ))}
      </Part>
      <Part title={t('added', { count: added.length })}>
        {added.map((row) => (
          <Line key={`${row.type}-${row.id}`} row={row} />
        ))}
      </Part>
      <Part title={t('gone', { count: gone.length })}>
        {gone.map((row) => (
          <Line key={`${row.type}-${row.id}`} row={row} />
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
          aria-label={title}
          className="max-h-56 divide-y divide-line overflow-y-auto rounded-control border border-line text-table"
        >
          {children}
        </ul>
      )}
    </section>
  )
}

function Line({ row, children }: { row: FleetRow; children?: ReactNode }) {
  const t = useTranslations()
  return (
    <li className="flex flex-wrap gap-x-3 px-2.5 py-1.5">
      <span className="min-w-0 flex-1 basis-48 break-words">
        <span className="text-text-faint">{t(`fleet.kind.${row.type}`)}</span>{' '}
        <span className="font-medium">{shownName(row.name)}</span>{' '}
        <span className="text-meta text-text-faint">
          {row.scope.path === null ? t('shell.instance') : shownName(row.scope.path)}
        </span>
      </span>
      {children && <span className="text-text-soft">{children}</span>}
    </li>
  )
}
