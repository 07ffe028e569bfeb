'use client'
'use no memo'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { useTableUrl } from '#components/table/use-table-url.ts'
import { toneText } from '#components/ui/badge.tsx'
import type { AgentStatus } from '#lib/contract/agent.ts'
import { agentTable } from './agent-columns.tsx'
import { type AgentRow, statusCounts } from './agent-row.ts'
import { statusTones } from './agent-status.tsx'

interface AgentListSummaryProps {
  rows: readonly AgentRow[]
  readCount: number
  isReadingAll: boolean
}

const noneGone = () => []
const needsCare: readonly AgentStatus[] = ['not_connected', 'no_token']

/** How many agents have which status, each a button that shows just these; until all are read, how far it is. */
export function AgentListSummary({ rows, readCount, isReadingAll }: AgentListSummaryProps) {
  const t = useTranslations('agents')
  const { showOnly } = useTableUrl(agentTable.url, noneGone)
  if (readCount < rows.length) {
    const progress = { read: readCount, total: rows.length }
    return isReadingAll ? t('readCount', progress) : t('readOnDemand', progress)
  }
  const counts = statusCounts(rows)
  return (
    <ul aria-label={t('statuses')} className="flex flex-wrap gap-x-1.5">
      {counts.map(({ status, count }, index) => (
        <li key={status} className="flex items-center gap-x-1.5">
          <button
            type="button"
            onClick={() => showOnly('status', status)}
            className={clsx(
              'min-h-6 rounded-[3px] underline decoration-current/35 underline-offset-[3px] hover:decoration-current',
              toneText[statusTones[status]],
              needsCare.includes(status) && 'font-medium',
            )}
          >
            {t(`counts.${status}`, { count })}
          </button>
          {index < counts.length - 1 && (
            <span aria-hidden className="text-text-faint">
              ·
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
