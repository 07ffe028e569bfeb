'use client'
import { CaStatusBadge } from '#components/certificates/ca-status-badge.tsx'
import { CertificateFacts } from '#components/certificates/certificate-facts.tsx'
import { type Ca, caStatus } from '#lib/contract/certificate.ts'

interface PanelCertificateProps {
  ca: Ca
  /** ISO 8601, by GitLab's clock. */
  now: string
}

/** How the certificates of one field stand, and each of them. */
export function PanelCertificate({ ca, now }: PanelCertificateProps) {
  const at = Date.parse(now)
  return (
    <div className="space-y-2">
      <CaStatusBadge status={caStatus(ca, at)} />
      {ca.certificates.map((certificate) => (
        <CertificateFacts
          key={certificate.sha256}
          certificate={certificate}
          now={at}
          use="cluster"
        />
      ))}
    </div>
  )
}
