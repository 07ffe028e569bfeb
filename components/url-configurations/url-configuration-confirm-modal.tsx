'use client'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode, RefObject } from 'react'
import { failureCode } from '#components/layout/problem-text.tsx'
import { ConfirmModal } from '#components/modal/confirm-modal.tsx'
import { DeleteProblem } from '#components/modal/delete-problem.tsx'
import { useRecordSeen } from '#components/modal/use-record-seen.ts'
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
  const record = useRecordSeen(urlConfigurationQueries.list(projectId, agentId), modal.open)
  const seen = record.seen && (record.seen.items[0] ?? null)

  function lookAgain() {
    onReset()
    record.lookAgain()
  }

  async function confirm() {
    const list = await record.waitForSeen()
    if (list) await onConfirm(list.items[0] ?? null)
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
          readError={record.error}
          isGone={seen === null}
          onLookAgain={lookAgain}
          isReading={record.isReading}
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
  return (
    <DeleteProblem
      error={error}
      readError={readError}
      changed={{ title: t('deletion.changed'), text: t('deletion.changedText') }}
      onLookAgain={onLookAgain}
      isReading={isReading}
    />
  )
}
