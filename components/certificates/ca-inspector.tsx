'use client'
import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Ca, Certificate } from '#lib/contract/certificate.ts'
import { CaStatusBadge } from './ca-status-badge.tsx'
import {
  CertificateFacts,
  type CertificateUse,
  certificateStatus,
  commonName,
} from './certificate-facts.tsx'

interface CaInspectorProps {
  ca: Ca
  /** Epoch milliseconds by GitLab's clock. */
  now: number
  use: CertificateUse
}

/** What a field for certificates holds: one certificate at once, a bundle as a list to open. */
export function CaInspector({ ca, now, use }: CaInspectorProps) {
  const t = useTranslations('certificate')
  if (!ca.readable || ca.certificates.length === 0) {
    return (
      <div className="space-y-1 rounded-control border border-line px-3 py-2">
        <CaStatusBadge status="unreadable" />
        <p className="text-meta text-text-soft">{t('unreadable')}</p>
      </div>
    )
  }
  const [only, ...more] = ca.certificates
  return (
    <div className="rounded-control border border-line">
      {more.length > 0 && (
        <p className="border-b border-line px-3 py-2 text-meta text-text-soft">
          {t('bundle', { count: ca.certificates.length })}
        </p>
      )}
      <ul className="divide-y divide-line">
        {ca.certificates.map((certificate) => (
          <li key={certificate.sha256}>
            <Certificates
              certificate={certificate}
              now={now}
              use={use}
              isOnly={certificate === only && more.length === 0}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

interface CertificatesProps {
  certificate: Certificate
  now: number
  use: CertificateUse
  isOnly: boolean
}

function Certificates({ certificate, now, use, isOnly }: CertificatesProps) {
  return (
    <details open={isOnly} className="group px-3 py-2">
      <summary className="flex list-none items-center gap-2 rounded-[3px] text-body [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 text-text-faint transition-transform group-open:rotate-90"
        />
        <span className="min-w-0 flex-1 truncate font-medium">
          {commonName(certificate.subject)}
        </span>
        <CaStatusBadge status={certificateStatus(certificate, now)} />
      </summary>
      <div className="pt-2 pb-1 sm:pl-5.5">
        <CertificateFacts certificate={certificate} now={now} use={use} />
      </div>
    </details>
  )
}
