'use client'
import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode, RefObject } from 'react'
import { failureCode } from '#components/layout/problem-text.tsx'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { ConfirmModal } from '#components/modal/confirm-modal.tsx'
import { DeleteProblem } from '#components/modal/delete-problem.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { urlConfigurationQueries } from '#lib/client/url-configurations.ts'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { DeletionFacts } from './deletion-facts.tsx'

interface UrlConfigurationConfirmModalProps {
  projectId: number
  agentId: number
  agentName: string
  /** What the deed is: its words. */
  purpose: 'deletion' | 'replacement'
  lost: readonly ReactNode[]
  kept: readonly ReactNode[]
  open: boolean
  onClose: () => void
  /** Does it to the configuration as this dialog read it; null when there is none any more. */
  onConfirm: (seen: UrlConfiguration | null) => Promise<void>
  /** Why it was not done. */
  error: Error | null
  /** Forgets the error, before GitLab is looked at again. */
  onReset: () => void
  busy: boolean
  finalFocus?: RefObject<HTMLElement | null>
}

/**
 * Asks before a configuration is deleted. Reads it when it opens, shows that reading, and hands it on, so that what is
 * deleted is what was seen. Every failure stays in the dialog.
 */
export function UrlConfigurationConfirmModal({
  projectId,
  agentId,
  agentName,
  purpose,
  onConfirm,
  error,
  onReset,
  ...modal
}: UrlConfigurationConfirmModalProps) {
  const t = useTranslations('urlConfigurations')
  const reading = useQuery({
    ...urlConfigurationQueries.list(projectId, agentId),
    enabled: modal.open,
    staleTime: 0,
    refetchOnMount: 'always',
    // What is shown is what is deleted: it changes only when asked to.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const isFresh = reading.isFetchedAfterMount && reading.isSuccess && !reading.isFetching
  const seen = isFresh ? (reading.data.items[0] ?? null) : undefined

  function lookAgain() {
    onReset()
    void reading.refetch()
  }

  async function confirm() {
    const { data, isSuccess } = isFresh ? reading : await reading.refetch({ cancelRefetch: false })
    if (isSuccess) await onConfirm(data.items[0] ?? null)
  }

  return (
    <ConfirmModal
      {...modal}
      title={t(`${purpose}.title`, { name: shownName(agentName) })}
      description={t(`${purpose}.text`)}
      confirmLabel={t(`${purpose}.confirm`)}
      onConfirm={confirm}
      error={
        <Trouble
          purpose={purpose}
          error={error}
          readError={reading.isError ? reading.error : null}
          isGone={seen === null}
          onLookAgain={lookAgain}
          isReading={reading.isFetching}
        />
      }
    >
      <DeletionFacts projectId={projectId} agentId={agentId} configuration={seen} />
    </ConfirmModal>
  )
}

interface TroubleProps {
  purpose: UrlConfigurationConfirmModalProps['purpose']
  error: Error | null
  readError: Error | null
  isGone: boolean
  onLookAgain: () => void
  isReading: boolean
}

function Trouble({ purpose, error, readError, isGone, onLookAgain, isReading }: TroubleProps) {
  const t = useTranslations('urlConfigurations')
  const common = useTranslations('common')
  const wasGone = error !== null && failureCode(error) === 'record_not_found'
  if (isGone || wasGone) {
    return (
      <Callout
        role="alert"
        tone="warn"
        title={t('deletion.gone')}
        actions={
          !isGone && (
            <Button size="sm" icon={RotateCw} busy={isReading} onClick={onLookAgain}>
              {common('lookAgain')}
            </Button>
          )
        }
      >
        <p>{t(`${purpose}.goneText`)}</p>
      </Callout>
    )
  }
  if (error) {
    return (
      <DeleteProblem
        error={error}
        changed={{ title: t('deletion.changed'), text: t('deletion.changedText') }}
        onLookAgain={onLookAgain}
        isReading={isReading}
      />
    )
  }
  return readError && <ProblemView error={readError} onRetry={onLookAgain} isRetrying={isReading} />
}
