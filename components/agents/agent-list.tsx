'use client'
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { Bot, Plus, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ListNotices } from '#components/layout/list-notices.tsx'
import { ListProblem, problemInstead } from '#components/layout/list-problem.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { agentKeys } from '#lib/client/agents.ts'
import type { AgentSummary } from '#lib/contract/agent.ts'
import { AgentActions } from './agent-actions.tsx'
import { agentTable, statusColumns } from './agent-columns.tsx'
import { useAgentList } from './agent-list-context.ts'
import type { AgentRow } from './agent-row.ts'
import type { useAgentRows } from './use-agent-rows.ts'

/** The reading of a list: `complete` is false when GitLab holds more rows than the console reads. */
export type AgentListQuery = UseQueryResult<{ items: AgentSummary[]; complete: boolean }>

interface AgentListProps {
  projectId: number
  list: AgentListQuery
  statuses: ReturnType<typeof useAgentRows>
  onRegister: () => void
}

const rowId = ({ agent }: AgentRow) => String(agent.id)

/** What stands under the title: the table, or which of the other states it is, and what to do about it. */
export function AgentList({ projectId, list, statuses, onRegister }: AgentListProps) {
  const t = useTranslations('agents')
  const queryClient = useQueryClient()
  const { canWrite } = useAgentList()
  const problem = problemInstead(list)
  const { rows, readCount } = statuses
  const retry = () => void list.refetch()
  if (problem) {
    return (
      <ListProblem
        error={problem}
        forbidden={{
          title: t('forbidden.title'),
          text: (
            <>
              <p>{t('forbidden.text')}</p>
              <p>{t('forbidden.action')}</p>
            </>
          ),
        }}
        onRetry={retry}
        isRetrying={list.isFetching}
      />
    )
  }
  return (
    <>
      <ListNotices list={list} incompleteText={(count) => t('incompleteText', { count })} />
      {rows?.length === 0 ? (
        <StatePanel
          icon={Bot}
          title={t('empty.title')}
          text={
            <>
              <p>{t('empty.text')}</p>
              {canWrite && <p>{t('empty.steps')}</p>}
            </>
          }
          actions={
            canWrite && (
              <Button icon={Plus} onClick={onRegister}>
                {t('register.action')}
              </Button>
            )
          }
        />
      ) : (
        <div data-older={list.isError || undefined}>
          <DataTable
            definition={agentTable}
            rows={rows}
            rowId={rowId}
            name={t('title')}
            rowActions={({ agent }) => <AgentActions agent={agent} />}
            waiting={
              rows !== null && readCount < rows.length
                ? {
                    columns: statusColumns,
                    note: t('readCount', { read: readCount, total: rows.length }),
                  }
                : null
            }
            toolbarEnd={
              <IconButton
                icon={RotateCw}
                variant="secondary"
                label={t('refresh')}
                busy={list.isFetching || statuses.isFetching}
                onClick={() =>
                  void queryClient.refetchQueries({
                    queryKey: agentKeys.all(projectId),
                    type: 'active',
                  })
                }
              />
            }
          />
        </div>
      )}
    </>
  )
}
