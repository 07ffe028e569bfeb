'use client'
import { useTranslations } from 'next-intl'
import { isBehind } from '#lib/contract/findings/agent-version.ts'
import type { FleetEnd, FleetRow } from '#lib/contract/fleet.ts'
import { BarRows } from './bar-rows.tsx'
import { OverviewFigure } from './overview-figure.tsx'
import { versionTally } from './overview-figures.ts'
import { versionHref } from './overview-links.ts'

/** The most versions that are drawn; the older ones stay in the table. */
const drawn = 7

/** Agents by version, against that of KAS. */
export function VersionFigure({
  rows,
  gitlab,
}: {
  rows: readonly FleetRow[]
  gitlab: FleetEnd['gitlab']
}) {
  const t = useTranslations('overview')
  const server = (gitlab.kas_version ?? gitlab.version)?.replace(/^v/, '') ?? null
  const { versions, untold } = versionTally(rows, server)
  const behind = rows.filter(
    (row) =>
      row.type === 'agent' &&
      server !== null &&
      (row.versions ?? []).some((version) => isBehind(version, server)),
  ).length
  return (
    <OverviewFigure
      id="versions"
      title={t('versions')}
      text={
        server === null
          ? t('versionsUnknown', { untold })
          : t('versionsText', { server, behind, untold })
      }
    >
      <BarRows
        labelledBy="versions"
        rows={versions.slice(0, drawn).map(({ key, versions: own, count, isBehind: late }) => ({
          key,
          count,
          tone: late ? 'warn' : 'info',
          label: late ? t('behind', { version: key }) : key,
          target: versionHref(own),
        }))}
      />
      {versions.length > drawn && (
        <p className="mt-1 text-meta text-text-faint">
          {t('moreVersions', { count: versions.length - drawn })}
        </p>
      )}
    </OverviewFigure>
  )
}
