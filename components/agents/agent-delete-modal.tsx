'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { ConfirmModal } from '#components/modal/confirm-modal.tsx'
import { DeleteProblem } from '#components/modal/delete-problem.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { shownName, spelledName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
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
  const toasts = useToasts()
  const queryClient = useQueryClient()
  const landing = useRef<HTMLElement>(null)
  const remove = useDeleteAgent(projectId, agent.id)
  const reading = useQuery({
    ...agentQueries.detail(projectId, agent.id),
    enabled: modal.open,
    staleTime: 0,
    refetchOnMount: 'always',
    // What is shown is what is deleted: it changes only when asked to.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const isFresh = reading.isFetchedAfterMount && reading.isSuccess && !reading.isFetching
  const fresh = isFresh ? reading.data : null
  const tokenCount = fresh?.console.evidence.tokens?.active ?? null
  const isGone = !remove.isSuccess && isRecordGone(remove.error ?? reading.error)
  const name = shownName(agent.name)
  useEffect(() => {
    if (isGone) void queryClient.invalidateQueries({ queryKey: agentKeys.list(projectId) })
  }, [isGone, projectId, queryClient])

  function close() {
    // The row that opened the dialog leaves the list by itself.
    if (isGone) landing.current = findLanding?.() ?? null
    modal.onClose()
  }

  function lookAgain() {
    remove.reset()
    void reading.refetch()
  }

  async function confirm() {
    // Whoever types faster than GitLab answers waits for the reading; a failed one is shown by itself.
    const { data, isSuccess } = fresh ? reading : await reading.refetch({ cancelRefetch: false })
    if (!isSuccess || remove.isSuccess) return
    try {
      await remove.mutateAsync({ seenAt: data.console.as_of })
    } catch {
      // Shown in the dialog, by the state of the mutation.
      return
    }
    toasts.add({
      id: agentToast(projectId, agent.id),
      tone: 'good',
      title: t('done', { name }),
      description: t('doneText'),
    })
    landing.current = findLanding?.() ?? null
    modal.onClose()
    onDeleted?.()
  }

  function problem() {
    if (isGone) {
      return (
        <Callout role="alert" tone="info" title={t('gone', { name })}>
          {t('goneText')}
        </Callout>
      )
    }
    if (remove.error) {
      return (
        <DeleteProblem
          error={remove.error}
          changed={{ title: t('changed'), text: t('changedText') }}
          onLookAgain={lookAgain}
          isReading={reading.isFetching}
        />
      )
    }
    return (
      reading.isError && (
        <ProblemView error={reading.error} onRetry={lookAgain} isRetrying={reading.isFetching} />
      )
    )
  }

  return (
    <ConfirmModal
      {...modal}
      onClose={close}
      finalFocus={landing}
      title={t('title', { name })}
      description={t('text')}
      lost={[
        tokenCount === null ? t('lostTokensUnknown') : t('lostTokens', { count: tokenCount }),
        t('lostAccess'),
        ...(fresh?.console.evidence.is_receptive ? [t('lostUrl')] : []),
      ]}
      kept={[t('keptKubernetes'), t('keptFile')]}
      name={spelledName(agent.name)}
      confirmLabel={t('confirm')}
      busy={remove.isPending}
      onConfirm={confirm}
      error={problem()}
    >
      <AgentDeleteFacts agent={fresh} />
    </ConfirmModal>
  )
}
