'use client'
import { FileUp, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { FileButton } from '#components/form/file-button.tsx'
import { Modal } from '#components/modal/modal.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { fleetScan } from '#lib/client/fleet.ts'
import { type FleetSnapshot, isGoing } from '#lib/client/fleet-snapshot.ts'
import { parseJson } from '#lib/client/problem-error.ts'
import {
  type FleetSnapshotFile,
  fleetSnapshotSchema,
  maxSnapshotBytes,
} from '#lib/contract/fleet-compare.ts'
import { Comparison } from './comparison.tsx'
import { isWhole } from './is-whole.ts'
import { useOpenRow } from './use-open-row.ts'

interface CompareModalProps {
  scan: FleetSnapshot
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
export function CompareModal({ scan, open, onClose }: CompareModalProps) {
  const t = useTranslations('fleet.compare')
  const common = useTranslations('common')
  const openRow = useOpenRow()
  const [loaded, setLoaded] = useState<Loaded>(null)
  const read = async (file: File) => setLoaded(await load(file))
  const { rows, step, isOlder, fresh } = scan
  // Behind the dialog nobody has a hand on the rows, and who compares wants to know how it is now.
  const mustShow = open && step === 'finished' && (isOlder || fresh > 0)
  useEffect(() => {
    if (mustShow) fleetScan.show()
  }, [mustShow])
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
        {isOlder && isGoing(step) && (
          <p role="status" className="flex items-center gap-2 text-table text-text-soft">
            <LoaderCircle
              aria-hidden
              className="size-4 shrink-0 animate-spin motion-reduce:animate-none"
            />
            {t('scanning')}
          </p>
        )}
        {loaded && 'file' in loaded && rows && (
          <Comparison
            before={loaded.file}
            rows={rows}
            isWhole={isWhole(scan)}
            onOpen={(key) => {
              // The row's panel takes the place of the dialog.
              onClose()
              openRow(key)
            }}
          />
        )}
      </div>
    </Modal>
  )
}
