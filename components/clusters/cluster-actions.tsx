'use client'
import { CircleCheck, CircleSlash, Ellipsis, FileText, Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuLinkItem, MenuSeparator } from '#components/ui/menu.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import { clusterHref } from './cluster-hrefs.ts'
import { useClusterList } from './cluster-list-context.ts'
import { useClusterSwitch } from './use-cluster-switch.ts'

/** What can be done with one cluster of the list. */
export function ClusterActions({ cluster }: { cluster: ClusterSummary }) {
  const t = useTranslations('clusters')
  const { scope, canWrite, onDelete } = useClusterList()
  const { switchTo, isPending } = useClusterSwitch(scope)
  const isEnabled = cluster.enabled !== false
  return (
    <Menu
      trigger={
        <IconButton
          icon={Ellipsis}
          size="sm"
          busy={isPending}
          label={t('actionsOf', { name: shownName(cluster.name) })}
          tooltipSide="left"
        />
      }
    >
      <MenuLinkItem icon={canWrite ? Pencil : FileText} href={clusterHref(scope, cluster.id)}>
        {t(canWrite ? 'edit' : 'open')}
      </MenuLinkItem>
      {canWrite && (
        <>
          <MenuItem
            icon={isEnabled ? CircleSlash : CircleCheck}
            disabled={isPending}
            onClick={() => switchTo(cluster, !isEnabled)}
          >
            {t(isEnabled ? 'disable' : 'enable')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={Trash2} tone="bad" onClick={() => onDelete(cluster)}>
            {t('delete')}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
