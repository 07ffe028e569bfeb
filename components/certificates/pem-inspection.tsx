'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { certificateQueries } from '#lib/client/certificates.ts'
import { useDebounced } from '#lib/client/use-debounced.ts'
import type { Ca } from '#lib/contract/certificate.ts'
import { caCertSchema } from '#lib/contract/cluster-input.ts'
import { CaInspector } from './ca-inspector.tsx'
import type { CertificateUse } from './certificate-facts.tsx'

/** What is known about a stored certificate and when it was read, so that it needs no second reading. */
export interface StoredPem {
  pem: string
  ca: Ca
  asOf: string
}

interface PemInspectionProps {
  pem: string
  use: CertificateUse
  stored: StoredPem | null
}

/** What the certificates in a field say, as soon as what is typed is PEM. */
export function PemInspection({ pem, use, stored }: PemInspectionProps) {
  const t = useTranslations('certificate')
  const inspection = useInspection(pem, stored)
  if (inspection === null) return null
  if (inspection === 'reading') return <Skeleton className="h-9 w-full" />
  if (inspection === 'failed') {
    return <p className="text-meta text-text-soft">{t('notInspected')}</p>
  }
  return <CaInspector ca={inspection.ca} now={Date.parse(inspection.asOf)} use={use} />
}

type Inspected = Pick<StoredPem, 'ca' | 'asOf'> | 'reading' | 'failed' | null

/** The certificates of a field while it is typed; null where there is nothing to read. */
export function useInspection(pem: string, stored: StoredPem | null): Inspected {
  const settled = useDebounced(pem.trim(), 300)
  const isStored = stored !== null && stored.pem.trim() === pem.trim()
  const isPem = settled !== '' && caCertSchema.safeParse(settled).success
  const { data, isPending, isError } = useQuery({
    ...certificateQueries.inspect(settled),
    enabled: isPem && !isStored,
  })
  if (isStored) return pem.trim() === '' ? null : stored
  if (!isPem) return null
  if (isPending) return 'reading'
  return isError ? 'failed' : { ca: data, asOf: data.as_of }
}
