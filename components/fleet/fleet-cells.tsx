'use client'
import { Bot, Boxes } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AgentStatusBadge } from '#components/agents/agent-status.tsx'
import { CaStatusBadge } from '#components/certificates/ca-status-badge.tsx'
import { ClusterStatusBadge } from '#components/clusters/cluster-status-badge.tsx'
import { MiddleTruncate } from '#components/ui/middle-truncate.tsx'
import { isPlainPress } from '#components/ui/plain-press.ts'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import { maxActiveTokens } from '#lib/contract/agent-token.ts'
import { fleetHref } from './fleet-hrefs.ts'
import { evidenceOf, type FleetItem } from './fleet-item.ts'
import { useOpenRow } from './use-open-row.ts'

interface CellProps {
  item: FleetItem
}

const Faint = ({ children }: { children: ReactNode }) => (
  <span className="text-text-faint">{children}</span>
)

/** A fact that rows of this kind do not have. */
const none = <Faint>–</Faint>

const kindIcons = { agent: Bot, cluster: Boxes }

/** The name: pressed it opens the panel, with Ctrl the page. The router has no part in either, so it is a plain link. */
export function NameCell({ item }: CellProps) {
  const open = useOpenRow()
  const name = shownName(item.row.name)
  const Icon = kindIcons[item.row.type]
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Icon aria-hidden className="size-3.5 shrink-0 text-text-faint" />
      <a
        href={fleetHref(item.row)}
        title={name}
        aria-haspopup="dialog"
        onClick={(event) => {
          if (!isPlainPress(event)) return
          event.preventDefault()
          open(item.key)
        }}
        className="block w-fit max-w-full truncate rounded-[3px] font-medium text-text underline-offset-[3px] hover:text-accent-text hover:underline"
      >
        {name}
      </a>
    </span>
  )
}

export function KindCell({ item }: CellProps) {
  const t = useTranslations('fleet.kind')
  const Icon = kindIcons[item.row.type]
  return (
    <span className="inline-flex items-center gap-1.5 text-text-soft">
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {t(item.row.type)}
    </span>
  )
}

export function StatusCell({ item }: CellProps) {
  const { row } = item
  if (row.type === 'cluster') return <ClusterStatusBadge variant="plain" cluster={row} />
  const evidence = evidenceOf(row, item)
  return <AgentStatusBadge variant="plain" evidence={evidence} now={evidence.as_of} />
}

export function ScopeCell({ item }: CellProps) {
  const t = useTranslations('shell')
  const { kind } = item.row.scope
  if (kind === 'instance') return <span className="text-text-soft">{t('instance')}</span>
  return (
    <span className="text-text-soft">
      <MiddleTruncate text={shownName(item.path)} tail={16} />
    </span>
  )
}

export function LastContactCell({ item }: CellProps) {
  const t = useTranslations('agents')
  const { row, lastContact } = item
  if (row.type === 'cluster') return none
  if (lastContact !== null) return <Time iso={lastContact} now={row.console.as_of} />
  return <Faint>{t(item.tokens === null ? 'notKnown' : 'never')}</Faint>
}

export function TokensCell({ item }: CellProps) {
  const t = useTranslations('agents')
  if (item.row.type === 'cluster') return none
  if (item.tokens === null) return <Faint>{t('notKnown')}</Faint>
  return (
    <>
      <span aria-hidden className="tabular-nums">
        {item.tokens}/{maxActiveTokens}
      </span>
      <span className="sr-only">
        {t('slots.used', { active: item.tokens, max: maxActiveTokens })}
      </span>
    </>
  )
}

export function TokenAgeCell({ item }: CellProps) {
  if (item.oldestToken === null) return none
  return <Time iso={item.oldestToken} now={item.row.console.as_of} />
}

/** The word and the date of the certificate that ends first. */
export function CertificateCell({ item }: CellProps) {
  const { certificateStatus: status, certificateEnd: end } = item
  if (status === 'none') return none
  return (
    <span className="flex items-center gap-x-1.5 max-sm:flex-wrap">
      <CaStatusBadge variant="plain" status={status} />
      {end && (
        <span className="truncate text-meta text-text-faint">
          <Time iso={end} now={item.row.console.as_of} />
        </span>
      )}
    </span>
  )
}

export function EnvironmentCell({ item: { row } }: CellProps) {
  if (row.type === 'agent') return none
  const scope = shownName(row.environment_scope)
  return (
    <code title={scope} className="block text-meta sm:truncate">
      {scope}
    </code>
  )
}

export function VersionCell({ item }: CellProps) {
  const t = useTranslations('agents')
  if (item.row.type === 'cluster') return none
  if (item.versions.length === 0) return <Faint>{t('notKnown')}</Faint>
  return <span className="tabular-nums">{item.versions.join(', ')}</span>
}

export function ApiUrlCell({ item: { apiUrl } }: CellProps) {
  if (apiUrl === null) return none
  return (
    <code className="text-meta">
      <MiddleTruncate text={apiUrl} shown={apiUrl.replace(/^https:\/\//, '')} tail={8} />
    </code>
  )
}

export function CreatorCell({ item: { row } }: CellProps) {
  const t = useTranslations('agents')
  const person = row.type === 'agent' ? row.created_by : row.user
  if (person === null) return <Faint>{t('notKnown')}</Faint>
  return <span title={shownName(person.name)}>@{person.username}</span>
}

export function CreatedCell({ item: { row } }: CellProps) {
  return <Time iso={row.created_at} now={row.console.as_of} />
}
