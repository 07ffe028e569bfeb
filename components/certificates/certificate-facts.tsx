'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Time } from '#components/ui/time.tsx'
import { type CaStatus, type Certificate, caStatus } from '#lib/contract/certificate.ts'

/** How a single certificate stands at `now` (epoch milliseconds). */
export const certificateStatus = (certificate: Certificate, now: number): CaStatus =>
  caStatus(
    { readable: true, certificates: [], not_after: certificate.not_after, sha256: null },
    now,
  )

/** "CN=kubernetes" out of the lines or commas of a distinguished name; the whole name when it has no CN. */
export function commonName(name: string): string {
  return /(?:^|[\n,]\s*)CN=([^\n,]+)/.exec(name)?.[1] ?? name.replaceAll('\n', ', ')
}

/** Fingerprint in the form in which openssl prints it, so that two can be compared by eye. */
const fingerprint = (sha256: string): string => (sha256.toUpperCase().match(/../g) ?? []).join(':')

/** What GitLab does with a certificate: checks whom it reaches by it, or shows it as its own. */
export type CertificateUse = 'cluster' | 'agent' | 'client'

interface CertificateFactsProps {
  certificate: Certificate
  /** Epoch milliseconds by GitLab's clock. */
  now: number
  use: CertificateUse
}

/** Everything that matters about one certificate. */
export function CertificateFacts({ certificate, now, use }: CertificateFactsProps) {
  const t = useTranslations('certificate')
  return (
    <div className="space-y-2 text-meta">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <Row term={t('subject')}>{certificate.subject.replaceAll('\n', ', ')}</Row>
        <Row term={t('issuer')}>
          {certificate.self_signed ? t('selfSigned') : certificate.issuer.replaceAll('\n', ', ')}
        </Row>
        {certificate.subject_alt_names.length > 0 && (
          <Row term={t('names')}>{certificate.subject_alt_names.join(', ')}</Row>
        )}
        <Row term={t('notBefore')}>
          <Time iso={certificate.not_before} now={now} show="day" />
        </Row>
        <Row term={t('notAfter')}>
          <Time iso={certificate.not_after} now={now} show="day" />
          {' · '}
          <Time iso={certificate.not_after} now={now} />
        </Row>
        <Row term={t('key')}>
          {certificate.key.type.toUpperCase()}
          {certificate.key.bits !== null && ` ${t('bits', { bits: certificate.key.bits })}`}
        </Row>
        {certificate.signature_algorithm !== null && (
          <Row term={t('signature')}>{certificate.signature_algorithm}</Row>
        )}
        <Row term="SHA-256">
          <span className="flex items-start gap-1">
            <Fingerprint sha256={certificate.sha256} />
            <span className="-my-1.5">
              <CopyButton text={fingerprint(certificate.sha256)} label={t('copyFingerprint')} />
            </span>
          </span>
        </Row>
      </dl>
      {!certificate.is_ca && use !== 'client' && (
        <p className="text-warn-text">{t(`notACa.${use}`)}</p>
      )}
    </div>
  )
}

/** A fingerprint that breaks after every eighth byte only, so that two of them stand alike. */
export function Fingerprint({ sha256 }: { sha256: string }) {
  return (
    <code className="block max-w-80 min-w-0 text-[0.6875rem] leading-4 font-normal">
      {fingerprint(sha256)
        .match(/.{1,24}/g)
        ?.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place alone, two may be alike, and none ever moves
          <span key={index} className="inline-block">
            {part}
          </span>
        ))}
    </code>
  )
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-soft">{term}</dt>
      <dd className="min-w-0 break-words text-text">{children}</dd>
    </>
  )
}
