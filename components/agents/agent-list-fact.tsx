'use client'
import { useTranslations } from 'next-intl'
import { problemInstead } from '#components/layout/list-problem.tsx'
import { Time } from '#components/ui/time.tsx'
import type { AgentListQuery } from './agent-list.tsx'

/** The line under the title: how many, and as of when. */
export function AgentListFact({ list }: { list: AgentListQuery }) {
  const t = useTranslations('agents')
  if (list.isPending) {
    return (
      // Words of about the final length, so that the line breaks where it will.
      <span
        aria-hidden
        className="animate-pulse-soft rounded-[4px] bg-active text-transparent select-none"
      >
        {t('count', { count: 10 })} {t.rich('asOf', { time: () => '00:00' })}
      </span>
    )
  }
  if (list.data === undefined || problemInstead(list)) return t('kind')
  const asOf = list.data.items[0]?.console.as_of ?? new Date(list.dataUpdatedAt).toISOString()
  return (
    <>
      {t('count', { count: list.data.items.length })}{' '}
      <span className="whitespace-nowrap text-text-faint tabular-nums">
        {t.rich('asOf', { time: () => <Time iso={asOf} now={asOf} show="clock" /> })}
      </span>
    </>
  )
}
