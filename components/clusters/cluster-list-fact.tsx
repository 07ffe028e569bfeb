'use client'
import { useTranslations } from 'next-intl'
import { migrationGuideUrl } from '#components/layout/migration-guide.ts'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'

interface ClusterListFactProps {
  state:
    | { kind: 'pending' }
    | { kind: 'failed' }
    /** `asOf`: time of the reading, ISO 8601. */
    | { kind: 'read'; count: number; asOf: string }
}

/** The one line under the title: how many, as of when, and that their days are numbered. */
export function ClusterListFact({ state }: ClusterListFactProps) {
  const t = useTranslations('clusters')
  return (
    <>
      {state.kind === 'pending' && (
        // Words of about the final length, so that the line breaks where it will.
        <span
          aria-hidden
          className="animate-pulse-soft rounded-[4px] bg-active text-transparent select-none"
        >
          {t('count', { count: 10 })} {t.rich('asOf', { time: () => '00:00' })}
        </span>
      )}
      {state.kind === 'failed' && t('kind')}
      {state.kind === 'read' && (
        <span>
          {t('count', { count: state.count })}{' '}
          <span className="whitespace-nowrap text-text-faint tabular-nums">
            {t.rich('asOf', {
              time: () => <Time iso={state.asOf} now={state.asOf} show="clock" />,
            })}
          </span>
        </span>
      )}
      <Dot />
      {t('deprecated')}
      <Dot />
      <ExternalTextLink href={migrationGuideUrl} aria-label={t('whyLabel')}>
        {t('why')}
      </ExternalTextLink>
    </>
  )
}

/** Stays with what stands before it when the line breaks. */
function Dot() {
  return (
    <span aria-hidden className="text-text-faint">
      {'\u00a0· '}
    </span>
  )
}
