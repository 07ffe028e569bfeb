'use client'
import { useTranslations } from 'next-intl'
import { useToasts } from '#components/ui/toaster.tsx'
import { useSetClusterEnabled } from '#lib/client/clusters.ts'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import type { Scope } from '#lib/contract/scope.ts'

/** Enables or disables a cluster at once; the toast that says so offers the way back. */
export function useClusterSwitch(scope: Scope) {
  const t = useTranslations('clusters')
  const toasts = useToasts()
  const { mutateAsync, isPending } = useSetClusterEnabled(scope)

  function switchTo({ id, name }: Pick<ClusterSummary, 'id' | 'name'>, enabled: boolean) {
    mutateAsync({ id, enabled }).then(
      () =>
        toasts.add({
          tone: 'good',
          title: t(enabled ? 'enabled' : 'disabled', { name }),
          description: t(enabled ? 'enabledText' : 'disabledText'),
          action: { label: t('undo'), onClick: () => switchTo({ id, name }, !enabled) },
        }),
      // The mutation cache has told the failure.
      () => undefined,
    )
  }
  return { switchTo, isPending }
}
