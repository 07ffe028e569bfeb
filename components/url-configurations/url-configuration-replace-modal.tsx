'use client'
import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { UrlConfigurationConfirmModal } from './url-configuration-confirm-modal.tsx'
import { methodOf } from './url-configuration-form-values.ts'
import type { Sending } from './use-url-configuration-sending.ts'

interface UrlConfigurationReplaceModalProps {
  projectId: number
  agentId: number
  agentName: string
  replaced: UrlConfiguration | null
  sending: Sending
  /** Takes the focus when the old one is deleted and the new one was not added. */
  finalFocus: RefObject<HTMLElement | null>
}

/** Names what lies between the old configuration and the new one, before the old one is deleted. */
export function UrlConfigurationReplaceModal({
  projectId,
  agentId,
  agentName,
  replaced,
  sending,
  finalFocus,
}: UrlConfigurationReplaceModalProps) {
  const t = useTranslations('urlConfigurations')
  const method = replaced ? methodOf(replaced) : 'jwt'
  return (
    <UrlConfigurationConfirmModal
      projectId={projectId}
      agentId={agentId}
      agentName={agentName}
      purpose="replacement"
      lost={[
        t('replacement.lostGap'),
        t(`deletion.lostKeys.${method}`),
        t('replacement.lostIfFails'),
      ]}
      kept={[t('replacement.keptAgent'), t('deletion.keptKubernetes')]}
      open={sending.isAsking}
      onClose={sending.stopAsking}
      onConfirm={sending.confirm}
      error={sending.deleteError}
      onReset={sending.forgetDeleteError}
      busy={sending.isReplacing}
      finalFocus={finalFocus}
    />
  )
}
