'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { fleetHref } from '#components/fleet/fleet-hrefs.ts'
import { shownName } from '#components/ui/shown-name.ts'
import { type FleetRow, fleetKey } from '#lib/contract/fleet.ts'

const shownAtMost = 200

/** Rows as links to their pages, each with where it is attached. */
export function PlaceList({ rows }: { rows: readonly FleetRow[] }) {
  const t = useTranslations('findings')
  const isMixed = rows.some(({ type }) => type !== rows[0]?.type)
  return (
    <ul className="space-y-1">
      {rows.slice(0, shownAtMost).map((row) => (
        <li key={fleetKey(row)} className="break-words">
          <Link
            href={fleetHref(row)}
            prefetch={false}
            className="rounded-[3px] font-medium text-accent-text underline-offset-[3px] hover:underline"
          >
            {shownName(row.name)}
          </Link>{' '}
          <span className="text-meta text-text-soft">
            {isMixed && `${t(`kind.${row.type}`)} · `}
            {row.scope.path ? shownName(row.scope.path) : t('instance')}
          </span>
        </li>
      ))}
      {rows.length > shownAtMost && (
        <li className="text-text-soft">{t('more', { count: rows.length - shownAtMost })}</li>
      )}
    </ul>
  )
}
