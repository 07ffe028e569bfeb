'use client'
import { Ellipsis, Settings2, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuLinkItem, MenuSeparator } from '#components/ui/menu.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import type { AgentSummary } from '#lib/contract/agent.ts'
import { agentHref } from './agent-hrefs.ts'
import { useAgentList } from './agent-list-context.ts'

/** What can be done with one agent of the list. */
export function AgentActions({ agent }: { agent: AgentSummary }) {
  const t = useTranslations('agents')
  const { projectId, canWrite, onDelete } = useAgentList()
  return (
    <Menu
      trigger={
        <IconButton
          icon={Ellipsis}
          size="sm"
          label={t('actionsOf', { name: shownName(agent.name) })}
          tooltipSide="left"
        />
      }
    >
      <MenuLinkItem icon={Settings2} href={agentHref(projectId, agent.id)}>
        {t('open')}
      </MenuLinkItem>
      {canWrite && (
        <>
          <MenuSeparator />
          <MenuItem icon={Trash2} tone="bad" onClick={() => onDelete(agent)}>
            {t('delete')}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
