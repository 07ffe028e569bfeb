'use client'
import { CircleHelp } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import type { CampaignRow } from './campaign-row.ts'
import { rotationHref } from './rotation-hrefs.ts'

const shownAtFirst = 20

/** Agents of which it cannot be told which token is live: none is counted in, and none left out without a word. */
export function CampaignUnclear({ rows }: { rows: readonly CampaignRow[] }) {
  const t = useTranslations('rotation.campaign')
  const [isAll, setAll] = useState(false)
  const unclear = rows.filter(({ state }) => state === 'unclear')
  if (unclear.length === 0) return null
  const shown = isAll ? unclear : unclear.slice(0, shownAtFirst)
  return (
    <section aria-labelledby="campaign-unclear" className="mt-8">
      <h2 id="campaign-unclear" className="flex items-center gap-2 text-section font-semibold">
        <CircleHelp aria-hidden className="size-4 text-warn-text" />
        {t('unclearTitle', { count: unclear.length })}
      </h2>
      <p className="mt-0.5 mb-2 max-w-prose text-text-soft">{t('unclearText')}</p>
      <ul className="divide-y divide-line rounded-panel border border-line bg-panel text-table">
        {shown.map(({ agent, unclear: why }) => (
          <li
            key={agent.id}
            className="grid gap-x-4 px-3 py-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,3fr)]"
          >
            <Link
              href={rotationHref(agent.config_project.id, agent.id)}
              prefetch={false}
              className="w-fit max-w-full truncate rounded-[3px] font-medium underline-offset-[3px] hover:text-accent-text hover:underline"
            >
              {shownName(agent.name)}
            </Link>
            <span className="text-text-soft wrap-anywhere">
              {shownName(agent.config_project.path_with_namespace)}
            </span>
            <span>{why && t(`unclear.${why}`)}</span>
          </li>
        ))}
      </ul>
      {shown.length < unclear.length && (
        <Button className="mt-2" onClick={() => setAll(true)}>
          {t('showAll', { count: unclear.length })}
        </Button>
      )}
    </section>
  )
}
