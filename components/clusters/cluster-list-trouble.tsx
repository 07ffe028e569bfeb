'use client'
'use no memo'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { useTableUrl } from '#components/table/use-table-url.ts'
import { toneText } from '#components/ui/badge.tsx'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import { clusterTable } from './cluster-columns.tsx'
import { type Trouble, troublesOf } from './cluster-trouble.ts'

const tones = {
  expired: 'bad',
  expiring: 'warn',
  unreadable: 'bad',
  disabled: 'neutral',
} satisfies Record<Trouble['kind'], keyof typeof toneText>

const noneGone = () => []

/** What needs care in the list, each a button that shows just these rows; an empty line when all is well. */
export function ClusterListTrouble({ clusters }: { clusters: readonly ClusterSummary[] }) {
  const t = useTranslations('clusters')
  const { showOnly } = useTableUrl(clusterTable.url, noneGone)
  const troubles = troublesOf(clusters)
  if (troubles.length === 0) return null
  return (
    <ul aria-label={t('troubles')} className="flex flex-wrap gap-x-1.5">
      {troubles.map(({ kind, facet, count }, index) => (
        <li key={kind} className="flex items-center gap-x-1.5">
          <button
            type="button"
            onClick={() => showOnly(facet, kind)}
            className={clsx(
              'min-h-6 rounded-[3px] underline decoration-current/35 underline-offset-[3px] hover:decoration-current',
              toneText[tones[kind]],
              kind !== 'disabled' && 'font-medium',
            )}
          >
            {t(`trouble.${kind}`, { count })}
          </button>
          {index < troubles.length - 1 && (
            <span aria-hidden className="text-text-faint">
              ·
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
