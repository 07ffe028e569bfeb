'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Control, useController } from 'react-hook-form'
import { Field } from '#components/form/field.tsx'
import { FileButton } from '#components/form/file-button.tsx'
import { useFieldId } from '#components/form/form.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { certificateQueries } from '#lib/client/certificates.ts'
import { useDebounced } from '#lib/client/use-debounced.ts'
import type { Ca } from '#lib/contract/certificate.ts'
import { caCertSchema } from '#lib/contract/cluster-input.ts'
import { CaInspector } from './ca-inspector.tsx'
import type { ClusterFormValues } from './cluster-form-values.ts'
import { useClusterLabels } from './cluster-labels.ts'
import { pemFromFile, pemFromText } from './pem.ts'

const name = 'platform_kubernetes_attributes.ca_cert'
const maxFileBytes = 1_000_000
const fileTypes = '.pem,.crt,.cer,.der,application/x-x509-ca-cert,application/x-pem-file'

interface CaCertFieldProps {
  control: Control<ClusterFormValues>
  /** Why it cannot be changed. */
  locked: string | undefined
  /** What is known about the stored certificate and when it was read, so that it needs no second reading. */
  stored: { pem: string; ca: Ca; asOf: string } | null
}

/** PEM by typing, pasting, dropping or choosing a file; beneath it what the certificates say. */
export function CaCertField({ control, locked, stored }: CaCertFieldProps) {
  const t = useTranslations('clusterForm.caCert')
  const { field, fieldState } = useController({ control, name })
  const [isOver, setOver] = useState(false)
  const [isTooLarge, setTooLarge] = useState(false)
  const labels = useClusterLabels()
  const id = useFieldId(name)

  async function take(file: File) {
    if (locked) return
    setTooLarge(file.size > maxFileBytes)
    if (file.size > maxFileBytes) return
    field.onChange(pemFromFile(new Uint8Array(await file.arrayBuffer())))
    field.onBlur()
  }

  return (
    <Field
      id={id}
      label={labels[name]}
      help={locked ? undefined : t('help')}
      optional
      locked={locked}
      error={fieldState.error?.message}
      after={<Inspection pem={field.value} stored={stored} />}
    >
      {(describedBy) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is extra; the button does the same
        <div
          className="space-y-2"
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            setOver(false)
            const [file] = event.dataTransfer.files
            if (!file) return
            event.preventDefault()
            void take(file)
          }}
        >
          <Textarea
            {...field}
            id={id}
            mono
            rows={6}
            onChange={(event) => field.onChange(pemFromText(event.target.value))}
            placeholder="-----BEGIN CERTIFICATE-----"
            spellCheck={false}
            autoComplete="off"
            readOnly={locked !== undefined}
            invalid={fieldState.invalid}
            aria-describedby={describedBy}
            data-over={isOver || undefined}
            className="read-only:border-line read-only:bg-hover read-only:text-text-soft data-over:border-accent data-over:bg-accent-soft"
          />
          {locked === undefined && (
            <div className="flex flex-wrap items-center gap-2">
              <FileButton accept={fileTypes} onFile={(file) => void take(file)}>
                {t('choose')}
              </FileButton>
              <span className="text-meta text-text-faint">{t('drop')}</span>
            </div>
          )}
          {isTooLarge && <p className="text-meta text-bad-text">{t('fileTooLarge')}</p>}
        </div>
      )}
    </Field>
  )
}

function Inspection({ pem, stored }: { pem: string; stored: CaCertFieldProps['stored'] }) {
  const t = useTranslations('clusterForm.caCert')
  const settled = useDebounced(pem.trim(), 300)
  const isStored = stored !== null && stored.pem.trim() === pem.trim()
  const isPem = settled !== '' && caCertSchema.safeParse(settled).success
  const inspection = useQuery({
    ...certificateQueries.inspect(settled),
    enabled: isPem && !isStored,
  })
  if (isStored)
    return pem.trim() === '' ? null : <CaInspector ca={stored.ca} now={Date.parse(stored.asOf)} />
  if (!isPem) return null
  if (inspection.isPending) return <Skeleton className="h-9 w-full" />
  if (inspection.isError) return <p className="text-meta text-text-soft">{t('notInspected')}</p>
  return <CaInspector ca={inspection.data} now={Date.parse(inspection.data.as_of)} />
}
