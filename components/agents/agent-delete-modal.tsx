'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { ConfirmModal } from '#components/modal/confirm-modal.tsx'
import { DeleteProblem } from '#components/modal/delete-problem.tsx'
import { useRecordDeletion } from '#components/modal/use-record-deletion.ts'
import { Callout } from '#components/ui/callout.tsx'
import { shownName, spelledName } from '#components/ui/shown-name.ts'
import { agentKeys, agentQueries, useDeleteAgent } from '#lib/client/agents.ts'
import { isRecordGone } from '#lib/client/failure-rules.ts'
import type { AgentSummary } from '#lib/contract/agent.ts'
import { AgentDeleteFacts } from './agent-delete-facts.tsx'
import { agentToast } from './agent-toast.ts'

interface AgentDeleteModalProps {
  projectId: number
  agent: Pick<AgentSummary, 'id' | 'name'>
  open: boolean
  onClose: () => void
  /** Called once the record is gone, such as to leave its page. */
  onDeleted?: () => void
  /** Finds what takes the focus once the record is gone, and with it what opened the dialog. */
  findLanding?: () => HTMLElement | null
}

/**
 * Deletes an agent after its name was typed. Reads it when it opens, shows whether it is connected at that moment, and
 * deletes on condition that GitLab's record is no newer (`If-Unmodified-Since`). Every failure stays in the dialog.
 */
export function AgentDeleteModal({
  projectId,
  agent,
  onDeleted,
  findLanding,
  ...modal
}: AgentDeleteModalProps) {
  const t = useTranslations('agents.deletion')
  const queryClient = useQueryClient()
  const remove = useDeleteAgent(projectId, agent.id)
  const { seen, readError, isReading, landing, ...deletion } = useRecordDeletion({
    ...modal,
    query: agentQueries.detail(projectId, agent.id),
    remove,
    onDeleted,
    findLanding,
  })
  const tokenCount = seen?.console.evidence.tokens?.active ?? null
  const isGone = !remove.isSuccess && isRecordGone(remove.error ?? readError)
  const name = shownName(agent.name)
  useEffect(() => {
    if (isGone) void queryClient.invalidateQueries({ queryKey: agentKeys.list(projectId) })
  }, [isGone, projectId, queryClient])

  return (
    <ConfirmModal
      {...modal}
      // The row that opened the dialog leaves the list by itself.
      onClose={isGone ? deletion.closeGone : modal.onClose}
      finalFocus={landing}
      title={t('title', { name })}
      description={t('text')}
      lost={[
        tokenCount === null ? t('lostTokensUnknown') : t('lostTokens', { count: tokenCount }),
        t('lostAccess'),
        ...(seen?.console.evidence.is_receptive ? [t('lostUrl')] : []),
      ]}
      kept={[t('keptKubernetes'), t('keptFile')]}
      name={spelledName(agent.name)}
      confirmLabel={t('confirm')}
      busy={remove.isPending}
      onConfirm={() =>
        deletion.confirm({
          id: agentToast(projectId, agent.id),
          tone: 'good',
          title: t('done', { name }),
          description: t('doneText'),
        })
      }
      error={
        isGone ? (
          <Callout role="alert" tone="info" title={t('gone', { name })}>
            {t('goneText')}
          </Callout>
        ) : (
          <DeleteProblem
            error={remove.error}
            readError={readError}
            changed={{ title: t('changed'), text: t('changedText') }}
            onLookAgain={deletion.lookAgain}
            isReading={isReading}
          />
        )
      }
    >
      <AgentDeleteFacts agent={seen ?? null} />
    </ConfirmModal>
  )
}
