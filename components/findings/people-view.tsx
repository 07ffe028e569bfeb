'use client'
import { Users, UserX } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import type { Holdings } from '#lib/contract/findings/offboarding.ts'
import { peopleHref, personHref } from './finding-hrefs.ts'
import { peopleTable } from './people-columns.tsx'
import { personKey } from './person-key.ts'
import { PersonReport } from './person-report.tsx'
import { ScanEmpty } from './scan-empty.tsx'

interface PeopleViewProps {
  people: readonly Holdings[]
  /** A username, or null for everybody. */
  person: string | null
  /** When the rows were read, ISO 8601 by GitLab's clock, and whether they are all. */
  asOf: string | null
  isWhole: boolean
}

/** Who made what is there; one person with everything that is theirs. */
export function PeopleView({ people, person, asOf, isWhole }: PeopleViewProps) {
  const t = useTranslations('findings.people')
  const router = useRouter()
  if (person !== null) {
    const holdings = people.find((one) => personKey(one) === person)
    if (holdings) return <PersonReport holdings={holdings} asOf={asOf} isWhole={isWhole} />
    return (
      <StatePanel
        icon={UserX}
        title={t(isWhole ? 'nothing.title' : 'nothing.part', { username: shownName(person) })}
        text={<p>{t('nothing.text')}</p>}
        actions={<ButtonLink href={peopleHref}>{t('back')}</ButtonLink>}
      />
    )
  }
  if (people.length === 0) {
    return (
      <ScanEmpty icon={Users} title={t('none.title')} isWhole={isWhole}>
        {isWhole && <p>{t('none.text')}</p>}
      </ScanEmpty>
    )
  }
  return (
    <>
      <p className="pb-3 text-body text-text-soft">{t('lead')}</p>
      <DataTable
        definition={peopleTable}
        rows={people}
        rowId={personKey}
        name={t('choose')}
        onRowPress={(holdings) => router.push(personHref(personKey(holdings)))}
      />
    </>
  )
}
