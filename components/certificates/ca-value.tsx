'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { certificateQueries } from '#lib/client/certificates.ts'
import type { Ca } from '#lib/contract/certificate.ts'
import { commonName, Fingerprint } from './certificate-facts.tsx'

/** A CA in a line: subject and fingerprint, because nobody compares PEM by eye. */
export function CaValue({ pem, stored }: { pem: string; stored: Ca | null }) {
  const t = useTranslations('certificate')
  const inspection = useQuery({ ...certificateQueries.inspect(pem), enabled: stored === null })
  const ca = stored ?? inspection.data
  if (!ca) return inspection.isError ? t('present') : <Skeleton className="h-5 w-48" />
  if (!ca.readable) return t('present')
  return ca.certificates.map((certificate) => (
    <span key={certificate.sha256} className="block not-first:mt-2">
      <span className="block break-words">{commonName(certificate.subject)}</span>
      <Fingerprint sha256={certificate.sha256} />
    </span>
  ))
}
