'use client'
import { CopyCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { commonName } from '#components/certificates/certificate-facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import type { Duplicates } from '#lib/contract/findings/duplicates.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { PlaceList } from './place-list.tsx'
import { ScanEmpty } from './scan-empty.tsx'

interface DuplicatesViewProps {
  duplicates: Duplicates
  /** From so many projects on a name counts as a duplicate. */
  leastProjects: number
  /** Whether the rows were all that the person may see. */
  isWhole: boolean
}

/** How many groups of duplicates there are. */
export const countDuplicates = ({ api_urls, cas, agent_names }: Duplicates): number =>
  api_urls.length + cas.length + agent_names.length

/** What is perhaps one thing, registered several times, side by side. */
export function DuplicatesView({ duplicates, leastProjects, isWhole }: DuplicatesViewProps) {
  const t = useTranslations('findings.duplicates')
  if (countDuplicates(duplicates) === 0) {
    return (
      <ScanEmpty icon={CopyCheck} title={t('none.title')} isWhole={isWhole}>
        {isWhole && <p>{t('none.text', { projects: leastProjects })}</p>}
      </ScanEmpty>
    )
  }
  const { api_urls, cas, agent_names } = duplicates
  return (
    <div className="space-y-6">
      <p className="text-body text-text-soft">{t('lead')}</p>
      <Section title={t('api_urls')}>
        {api_urls.map(({ api_url, rows }) => (
          <Group
            key={api_url}
            name={shownName(api_url)}
            rows={rows}
            isMono
            isOpen={api_urls.length <= openUpTo}
          />
        ))}
      </Section>
      <Section title={t('cas')}>
        {cas.map(({ certificate, rows }) => (
          <Group
            key={certificate.sha256}
            name={`${shownName(commonName(certificate.subject))} · ${certificate.sha256.slice(0, 16)}`}
            rows={rows}
            isOpen={cas.length <= openUpTo}
          />
        ))}
      </Section>
      <Section title={t('agent_names')}>
        {agent_names.map(({ name, rows }) => (
          <Group
            key={name}
            name={shownName(name)}
            rows={rows}
            isOpen={agent_names.length <= openUpTo}
          />
        ))}
      </Section>
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="pb-2 text-section font-semibold">{title}</h2>
      <div className="divide-y divide-line rounded-panel border border-line bg-panel">
        {children}
      </div>
    </section>
  )
}

interface GroupProps {
  name: string
  rows: readonly FleetRow[]
  isMono?: boolean
  isOpen: boolean
}

/** A few groups lie open; of many each opens when it is wanted. */
const openUpTo = 4

function Group({ name, rows, isMono = false, isOpen }: GroupProps) {
  const t = useTranslations('findings.duplicates')
  return (
    <details open={isOpen} className="px-4 py-2.5">
      <summary className="cursor-pointer rounded-[3px] text-body font-medium break-words">
        <span className={isMono ? 'font-mono text-table' : undefined}>
          {t('group', { name, count: rows.length })}
        </span>
      </summary>
      <div className="pt-2 pl-4">
        <PlaceList rows={rows} />
      </div>
    </details>
  )
}
