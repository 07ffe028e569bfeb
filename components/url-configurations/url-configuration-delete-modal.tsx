'use client'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { shownName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import { useDeleteUrlConfiguration } from '#lib/client/url-configurations.ts'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { UrlConfigurationConfirmModal } from './url-configuration-confirm-modal.tsx'
import type { Method } from './url-configuration-form-values.ts'

interface UrlConfigurationDeleteModalProps {
  projectId: number
  agentId: number
  agentName: string
  method: Method
  open: boolean
  onClose: () => void
  /** Finds what takes the focus once the configuration is gone, and with it what opened the dialog. */
  findLanding: () => HTMLElement | null
}

/** Makes a receptive agent an ordinary one again. */
export function UrlConfigurationDeleteModal({
  method,
  onClose,
  findLanding,
  ...props
}: UrlConfigurationDeleteModalProps) {
  const t = useTranslations('urlConfigurations.deletion')
  const toasts = useToasts()
  const landing = useRef<HTMLElement>(null)
  const remove = useDeleteUrlConfiguration(props.projectId, props.agentId)

  async function confirm(seen: UrlConfiguration | null) {
    try {
      if (seen) await remove.mutateAsync({ id: seen.id, seenAt: seen.console.as_of })
    } catch {
      // Shown in the dialog, by the state of the mutation.
      return
    }
    toasts.add({
      tone: 'good',
      title: t('done', { name: shownName(props.agentName) }),
      description: t('doneText'),
    })
    landing.current = findLanding()
    onClose()
  }

  return (
    <UrlConfigurationConfirmModal
      {...props}
      purpose="deletion"
      lost={[t('lostConnection'), t(`lostKeys.${method}`)]}
      kept={[t('keptAgent'), t('keptKubernetes')]}
      onClose={onClose}
      onConfirm={confirm}
      error={remove.error}
      onReset={remove.reset}
      busy={remove.isPending}
      finalFocus={landing}
    />
  )
}
