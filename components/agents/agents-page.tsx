'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useNow, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { problemInstead } from '#components/layout/list-problem.tsx'
import { MayNotLine } from '#components/layout/may-not.tsx'
import { useShellAction } from '#components/layout/shell-actions.ts'
import { useMay } from '#components/layout/use-may.ts'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { agentKeys, agentQueries } from '#lib/client/agents.ts'
import { isRecordGone } from '#lib/client/failure-rules.ts'
import type { AgentEvidence, AgentSummary } from '#lib/contract/agent.ts'
import { AgentDeleteModal } from './agent-delete-modal.tsx'
import { AgentList } from './agent-list.tsx'
import { AgentListContext } from './agent-list-context.ts'
import { AgentListFact } from './agent-list-fact.tsx'
import { AgentListSummary } from './agent-list-summary.tsx'
import { AgentRegister, type FirstToken } from './agent-register.tsx'
import { useAgentRowsByUrl } from './use-agent-rows-by-url.ts'

interface AgentsPageProps {
  projectId: number
  /** What is said beside an agent's tokens, such as that they are being rotated. */
  tokenMark: (agent: AgentSummary, evidence: AgentEvidence) => ReactNode
  firstToken: FirstToken
}

/** Where the focus goes when the row that had it is gone: the rows, or the page when none are left. */
const findTable = () =>
  document.querySelector<HTMLElement>('#content section[tabindex]') ??
  document.getElementById('content')

/** Every agent registered in one project. */
export function AgentsPage({ projectId, tokenMark, firstToken }: AgentsPageProps) {
  const t = useTranslations('agents')
  const queryClient = useQueryClient()
  const now = useNow({ updateInterval: 60_000 }).getTime()
  const [isRegistering, setRegistering] = useState(false)
  const [deleting, setDeleting] = useState<AgentSummary | null>(null)
  const [isDeleteOpen, setDeleteOpen] = useState(false)
  const list = useQuery(agentQueries.list(projectId))
  const statuses = useAgentRowsByUrl(projectId, list.data?.items)
  const scope = { kind: 'project', id: projectId } as const
  const leave = useMay(scope)('write_agents')
  const isListed = problemInstead(list) === null
  const canRegister = isListed && leave === 'granted'
  const register = () => setRegistering(true)
  useShellAction(
    canRegister
      ? { id: 'agents.register', label: t('register.action'), icon: Plus, run: register }
      : null,
  )
  // Somebody deleted agents meanwhile: a fresh list has them no more.
  const goneCount = statuses.rows?.filter(({ error }) => isRecordGone(error)).length ?? 0
  useEffect(() => {
    if (goneCount > 0) {
      void queryClient.invalidateQueries({ queryKey: agentKeys.list(projectId), exact: true })
    }
  }, [goneCount, projectId, queryClient])

  const context = {
    projectId,
    canWrite: leave === 'granted',
    pollMs: statuses.pollMs,
    now,
    tokenMark,
    onDelete(agent: AgentSummary) {
      setDeleting(agent)
      setDeleteOpen(true)
    },
  }
  return (
    <AgentListContext value={context}>
      <PageHeader
        title={t('title')}
        fact={
          <>
            <AgentListFact list={list} />
            {isListed && <MayNotLine scope={scope} leave={leave} />}
            {/* The line keeps its height while the statuses are on their way. */}
            <div className="min-h-6 max-sm:min-h-12">
              {isListed && statuses.rows && <AgentListSummary {...statuses} rows={statuses.rows} />}
            </div>
          </>
        }
        actions={
          canRegister && (
            <Button variant="primary" icon={Plus} onClick={register}>
              {t('register.action')}
            </Button>
          )
        }
      />
      <AgentList projectId={projectId} list={list} statuses={statuses} onRegister={register} />
      <AgentRegister
        projectId={projectId}
        open={isRegistering}
        onClose={() => setRegistering(false)}
        firstToken={firstToken}
      />
      {deleting && (
        <AgentDeleteModal
          key={deleting.id}
          projectId={projectId}
          agent={deleting}
          open={isDeleteOpen}
          onClose={() => setDeleteOpen(false)}
          findLanding={findTable}
        />
      )}
    </AgentListContext>
  )
}
