'use client'
import { ArrowUpRight, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SidePanel } from '#components/modal/side-panel.tsx'
import { rotationHref } from '#components/rotation/rotation-hrefs.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import { AgentPanelFacts } from './agent-panel-facts.tsx'
import { ClusterPanelFacts } from './cluster-panel-facts.tsx'
import { KindCell, StatusCell } from './fleet-cells.tsx'
import { fleetHref } from './fleet-hrefs.ts'
import type { FleetItem } from './fleet-item.ts'
import { PanelReading } from './panel-reading.tsx'

interface FleetPanelProps {
  /** The row; null when none is open, or the one in the address is not there. */
  item: FleetItem | null
  /** The address names a row that the finished scan does not have. */
  isMissing: boolean
  onClose: () => void
}

/** Everything that is known of one row, and the way to act. */
export function FleetPanel({ item, isMissing, onClose }: FleetPanelProps) {
  const t = useTranslations('fleet.panel')
  // While it slides away it still shows what it showed.
  const [shown, setShown] = useState(item)
  if (item !== null && item !== shown) setShown(item)
  const isGone = item === null && isMissing
  return (
    <SidePanel
      open={item !== null || isGone}
      onClose={onClose}
      title={isGone ? t('gone') : shown && shownName(shown.row.name)}
      description={!isGone && shown && <PanelPlace item={shown} />}
      footer={!isGone && shown && <PanelActions item={shown} />}
    >
      {isGone && <p>{t('goneText')}</p>}
      {!isGone && shown?.row.type === 'agent' && <AgentPanelFacts item={shown} row={shown.row} />}
      {!isGone && shown?.row.type === 'cluster' && (
        <ClusterPanelFacts item={shown} row={shown.row} />
      )}
      {!isGone && shown && <PanelReading key={shown.key} item={shown} />}
    </SidePanel>
  )
}

function PanelPlace({ item }: { item: FleetItem }) {
  const t = useTranslations('shell')
  const { kind, path, web_url: url } = item.row.scope
  const name = kind === 'instance' ? t('instance') : shownName(path ?? '')
  return (
    <div className="space-y-1">
      <p className="break-words">
        {url ? <ExternalTextLink href={url}>{name}</ExternalTextLink> : name}
      </p>
      <p className="flex flex-wrap items-center gap-x-3">
        <KindCell item={item} />
        <StatusCell item={item} />
      </p>
    </div>
  )
}

function PanelActions({ item: { row } }: { item: FleetItem }) {
  const t = useTranslations('fleet.panel')
  return (
    <>
      {row.type === 'agent' && row.scope.id !== null && (row.tokens?.length ?? 0) > 0 && (
        <ButtonLink icon={RefreshCw} href={rotationHref(row.scope.id, row.id)}>
          {t('rotate')}
        </ButtonLink>
      )}
      <ButtonLink variant="primary" icon={ArrowUpRight} href={fleetHref(row)}>
        {t(row.type === 'agent' ? 'openAgent' : 'openCluster')}
      </ButtonLink>
    </>
  )
}
