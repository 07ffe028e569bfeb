'use client'
import { FileUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FileButton } from '#components/form/file-button.tsx'
import { Modal } from '#components/modal/modal.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { parseJson } from '#lib/client/problem-error.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import {
  type FleetSnapshotFile,
  fleetSnapshotSchema,
  maxSnapshotBytes,
} from '#lib/contract/fleet-compare.ts'
import { Comparison } from './comparison.tsx'

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
        {loaded && 'file' in loaded && <Comparison before={loaded.file} rows={rows} />}
      </div>
    </Modal>
  )
}
