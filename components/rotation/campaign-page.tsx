'use client'
import { RefreshCw, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { IncompleteNotice } from '#components/layout/list-notices.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { campaignTable } from './campaign-columns.tsx'
import { CampaignDays } from './campaign-days.tsx'
import { CampaignFailures } from './campaign-failures.tsx'
import { CampaignProgress } from './campaign-progress.tsx'
import { CampaignProjects } from './campaign-projects.tsx'
import { type CampaignRow, campaignCounts } from './campaign-row.ts'
import { CampaignUnclear } from './campaign-unclear.tsx'
import { campaignUrl } from './campaign-url.ts'
import { useCampaign } from './use-campaign.ts'

const agentId = ({ agent }: CampaignRow) => String(agent.id)
const isDue = ({ state }: CampaignRow) =>
  state === 'todo' || state === 'in_progress' || state === 'rotated'

/** All agents of the projects chosen whose live token is too old, each worked through in its own wizard. */
export function CampaignPage() {
  const t = useTranslations('rotation.campaign')
  const [{ projects, days }, setUrl] = useQueryStates(campaignUrl, { history: 'push' })
  const campaign = useCampaign(projects, days)
  const { rows, isListing } = campaign
  const counts = useMemo(() => campaignCounts(rows), [rows])
  const due = useMemo(() => rows.filter(isDue), [rows])
  const isReading = isListing || counts.reading > 0
  const hasNothing = due.length === 0

  return (
    <>
      <PageHeader title={t('title')} fact={t('fact')} />
      <div className="mb-2 flex flex-wrap items-start gap-x-6 gap-y-3">
        <CampaignProjects
          projects={projects}
          onChange={(chosen) => void setUrl({ projects: chosen.length > 0 ? chosen : null })}
        />
        <CampaignDays
          days={days}
          onChange={(next) => void setUrl({ days: next }, { history: 'replace' })}
        />
      </div>
      {projects.length === 0 ? (
        <StatePanel
          icon={RefreshCw}
          title={t('start.title')}
          text={
            <>
              <p>{t('start.text')}</p>
              <p>{t('start.secrets')}</p>
            </>
          }
        />
      ) : (
        <>
          <CampaignFailures
            failed={campaign.failed}
            onRetry={() => void campaign.refresh()}
            isRetrying={campaign.isFetching}
          />
          {campaign.incomplete.length > 0 && <IncompleteNotice>{t('incomplete')}</IncompleteNotice>}
          <CampaignProgress counts={counts} days={days} isListing={isListing} />
          {hasNothing && !isReading ? (
            <Nothing rows={rows} days={days} hasFailed={campaign.failed.length > 0} />
          ) : (
            <DataTable
              definition={campaignTable}
              rows={hasNothing ? null : due}
              rowId={agentId}
              name={t('title')}
              toolbarEnd={
                <IconButton
                  icon={RotateCw}
                  variant="secondary"
                  label={t('refresh')}
                  busy={campaign.isFetching}
                  onClick={() => void campaign.refresh()}
                />
              }
            />
          )}
          <CampaignUnclear rows={rows} />
        </>
      )}
    </>
  )
}

/** Everything is read and nothing is due: why that is so. */
function Nothing({
  rows,
  days,
  hasFailed,
}: {
  rows: readonly CampaignRow[]
  days: number
  hasFailed: boolean
}) {
  const t = useTranslations('rotation.campaign.nothing')
  const hasUnclear = rows.some(({ state }) => state === 'unclear')
  const kind =
    rows.length === 0 ? (hasFailed ? 'unread' : 'noAgents') : hasUnclear ? 'unclear' : 'young'
  return (
    <StatePanel
      icon={RefreshCw}
      title={t(`${kind}.title`, { days })}
      text={<p>{t(`${kind}.text`, { days })}</p>}
    />
  )
}
