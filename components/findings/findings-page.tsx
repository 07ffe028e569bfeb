'use client'
import { useQuery } from '@tanstack/react-query'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { FleetFact } from '#components/fleet/fleet-fact.tsx'
import { FleetScanActions } from '#components/fleet/fleet-scan-actions.tsx'
import { isWhole } from '#components/fleet/is-whole.ts'
import { useScanTitle } from '#components/fleet/use-scan-title.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { useFleetScan } from '#lib/client/fleet.ts'
import { snoozeQueries } from '#lib/client/snoozes.ts'
import { findDuplicates } from '#lib/contract/findings/duplicates.ts'
import { findFindings } from '#lib/contract/findings/find-findings.ts'
import { findingRules } from '#lib/contract/findings/finding.ts'
import { holdingsByPerson } from '#lib/contract/findings/offboarding.ts'
import { defaultPolicy } from '#lib/contract/findings/policy.ts'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { countDuplicates, DuplicatesView } from './duplicates-view.tsx'
import { FindingList } from './finding-list.tsx'
import { type FindingRow, findingRows } from './finding-row.ts'
import { FindingSummary } from './finding-summary.tsx'
import { useFindingWords } from './finding-words.ts'
import { FindingsEmpty } from './findings-empty.tsx'
import { findingsUrl } from './findings-url.ts'
import { PeopleView } from './people-view.tsx'
import { ScanFrame } from './scan-frame.tsx'
import { SnoozesNotice } from './snoozes-notice.tsx'
import { useFleetFacts } from './use-fleet-facts.ts'

const noRows: readonly FleetRow[] = []
const noSnoozes: never[] = []

/** What deserves care in everything that the last scan found; duplicates; and who made it. */
export function FindingsPage() {
  const t = useTranslations('findings')
  const fleet = useFleetScan()
  useScanTitle(fleet, t('title'))
  const { now, gitlab } = useFleetFacts(fleet)
  const snoozes = useQuery(snoozeQueries.list())
  const rows = useFindingRows(fleet.rows ?? noRows, { now, gitlab }, snoozes.data?.items)
  return (
    <>
      <PageHeader
        title={t('title')}
        fact={
          <>
            {t('fact', { rules: findingRules.length })}
            <div className="min-h-5 text-meta text-text-faint">
              <FleetFact scan={fleet} />
            </div>
          </>
        }
        actions={<FleetScanActions scan={fleet} />}
      />
      <ScanFrame scan={fleet} pending={<FindingList rows={null} now={now} />}>
        {(shown) => (
          <>
            <SnoozesNotice list={snoozes} />
            <FindingViews
              fleetRows={shown}
              rows={rows}
              now={now}
              asOf={fleet.end?.finished_at ?? null}
              isWhole={isWhole(fleet)}
            />
          </>
        )}
      </ScanFrame>
    </>
  )
}

function useFindingRows(
  rows: readonly FleetRow[],
  { now, gitlab }: ReturnType<typeof useFleetFacts>,
  snoozes: Parameters<typeof findingRows>[2] = noSnoozes,
) {
  const words = useFindingWords()
  const { version, kas_version, enterprise } = gitlab
  const findings = useMemo(
    () =>
      findFindings(rows, {
        now,
        gitlab: { version, kas_version, enterprise },
        policy: defaultPolicy,
      }),
    [rows, now, version, kas_version, enterprise],
  )
  return useMemo(
    () =>
      findingRows(findings, rows, snoozes, (finding) => ({
        rule: words.rule(finding.rule),
        evidence: words.evidence(finding),
      })),
    [findings, rows, snoozes, words],
  )
}

interface FindingViewsProps {
  fleetRows: readonly FleetRow[]
  rows: readonly FindingRow[]
  now: number
  asOf: string | null
  isWhole: boolean
}

function FindingViews({ fleetRows, rows, now, asOf, isWhole }: FindingViewsProps) {
  const t = useTranslations('findings.views')
  const router = useRouter()
  const [{ view, person }] = useQueryStates(findingsUrl)
  const duplicates = useMemo(() => findDuplicates(fleetRows, defaultPolicy), [fleetRows])
  const people = useMemo(() => holdingsByPerson(fleetRows), [fleetRows])
  if (fleetRows.length === 0 && person === null) {
    return <FindingsEmpty rows={fleetRows} isWhole={isWhole} />
  }
  return (
    <Tabs
      label={t('label')}
      value={person === null ? view : 'people'}
      // A new address, so that filters of one table are none of the next.
      onChange={(next) =>
        router.push((next === 'findings' ? '/findings' : `/findings?view=${next}`) as Route)
      }
      tabs={[
        {
          value: 'findings',
          label: t('findings', { count: rows.length }),
          content:
            rows.length === 0 ? (
              <FindingsEmpty rows={fleetRows} isWhole={isWhole} />
            ) : (
              <>
                <FindingSummary rows={rows} isWhole={isWhole} />
                <FindingList rows={rows} now={now} />
              </>
            ),
        },
        {
          value: 'duplicates',
          label: t('duplicates', { count: countDuplicates(duplicates) }),
          content: (
            <DuplicatesView
              duplicates={duplicates}
              leastProjects={defaultPolicy.agent_name_projects}
              isWhole={isWhole}
            />
          ),
        },
        {
          value: 'people',
          label: t('people', { count: people.length }),
          content: <PeopleView people={people} person={person} asOf={asOf} isWhole={isWhole} />,
        },
      ]}
    />
  )
}
