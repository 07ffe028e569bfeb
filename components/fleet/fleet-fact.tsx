'use client'
import { useTranslations } from 'next-intl'
import { useGitLabNow } from '#components/layout/use-gitlab-now.ts'
import { Time } from '#components/ui/time.tsx'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'

/** How much there is, as of when, and what was left out. */
export function FleetFact({ scan }: { scan: FleetSnapshot }) {
  const t = useTranslations('fleet.fact')
  const now = useGitLabNow()
  const { end, rows } = scan
  if (end === null) return rows && rows.length > 0 && t('soFar', { count: rows.length })
  const at = end.finished_at
  return (
    <>
      {t('counts', { agents: end.agents, clusters: end.clusters })}
      {' · '}
      {t(end.complete ? 'projects' : 'projectsIncomplete', { projects: end.projects })}
      {at && (
        <>
          {' · '}
          {t.rich('asOf', { time: () => <Time iso={at} now={at} show="clock" /> })}
          {now !== null && (
            <>
              {' ('}
              <Time iso={at} now={Math.max(now, Date.parse(at))} />)
            </>
          )}
        </>
      )}
      {end.skipped.includes('personal') && <> · {t('noPersonal')}</>}
    </>
  )
}
