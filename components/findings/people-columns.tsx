'use client'
import type { LucideIcon } from 'lucide-react'
import { CircleDashed, UserCheck, UserX } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { createAppColumnHelper, type MessageKey } from '#components/table/app-table.ts'
import { defineTable } from '#components/table/define-table.ts'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { type Holdings, holdingStandings } from '#lib/contract/findings/offboarding.ts'
import { personHref } from './finding-hrefs.ts'
import { personKey } from './person-key.ts'

const standingValues = {
  inactive: 'findings.people.standing.inactive',
  unnamed: 'findings.people.standing.unnamed',
  unknown: 'findings.people.standing.unknown',
  active: 'findings.people.standing.active',
} satisfies Record<Holdings['standing'], MessageKey>

const looks = {
  inactive: { tone: 'warn', icon: UserX },
  unnamed: { tone: 'neutral', icon: CircleDashed },
  unknown: { tone: 'neutral', icon: CircleDashed },
  active: { tone: 'neutral', icon: UserCheck },
} satisfies Record<Holdings['standing'], { tone: Tone; icon: LucideIcon }>

function PersonCell({ holdings }: { holdings: Holdings }) {
  const t = useTranslations('findings.people')
  const { user } = holdings
  const name = user === null ? t('unnamed') : shownName(user.name)
  return (
    <Link
      href={personHref(personKey(holdings))}
      prefetch={false}
      title={name}
      className="block w-fit max-w-full truncate rounded-[3px] font-medium text-text underline-offset-[3px] hover:text-accent-text hover:underline"
    >
      {name}
      {user !== null && (
        <span className="ml-1.5 text-meta font-normal text-text-faint">
          @{shownName(user.username)}
        </span>
      )}
    </Link>
  )
}

/** GitLab's own word for an account that is out of use, such as `blocked`. */
export function StandingBadge({ holdings: { standing, user } }: { holdings: Holdings }) {
  const t = useTranslations('findings.people')
  return (
    <span className="flex items-center">
      <Badge variant="plain" {...looks[standing]}>
        {t(`standing.${standing}`)}
        {standing === 'inactive' && user?.state && ` · ${user.state}`}
      </Badge>
    </span>
  )
}

const column = createAppColumnHelper<Holdings>()

const columns = column.columns([
  column.accessor(({ user }) => (user ? `${user.name} ${user.username}` : ''), {
    id: 'person',
    cell: ({ row }) => <PersonCell holdings={row.original} />,
    meta: { label: 'findings.people.columns.person', width: 200, grow: true, isRowHeader: true },
  }),
  column.accessor(({ standing }) => standing, {
    id: 'standing',
    cell: ({ row }) => <StandingBadge holdings={row.original} />,
    enableGlobalFilter: false,
    sortFn: (a, b) =>
      holdingStandings.indexOf(a.original.standing) - holdingStandings.indexOf(b.original.standing),
    meta: { label: 'findings.people.columns.standing', width: 180, facet: standingValues },
  }),
  column.accessor(({ clusters }) => clusters.length, {
    id: 'clusters',
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'findings.people.columns.clusters', width: 110 },
  }),
  column.accessor(({ agents }) => agents.length, {
    id: 'agents',
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'findings.people.columns.agents', width: 110 },
  }),
  column.accessor(({ tokens }) => tokens.length, {
    id: 'tokens',
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'findings.people.columns.tokens', width: 130 },
  }),
])

export const peopleTable = defineTable<Holdings>(columns, { id: 'standing', desc: false })
