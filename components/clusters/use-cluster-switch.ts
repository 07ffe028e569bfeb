'use client'
import { useTranslations } from 'next-intl'
import { useProblemToast } from '#components/layout/problem-toast.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import { useSetClusterEnabled } from '#lib/client/clusters.ts'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { clusterToast } from './cluster-toast.ts'

/**
 * Enables or disables a cluster at once; the toast that says so offers the way back. `onSwitched` hears of both, so
 * that a form that is open does not take our own deed for somebody else's.
 */
export function useClusterSwitch(scope: Scope, onSwitched?: (enabled: boolean) => void) {
  const t = useTranslations('clusters')
  const common = useTranslations('common')
  const toasts = useToasts()
  const tellProblem = useProblemToast()
  const { mutateAsync, isPending } = useSetClusterEnabled(scope)

  /** Settles when the switch is done or its failure told; never rejects. */
  async function switchTo({ id, name }: Pick<ClusterSummary, 'id' | 'name'>, enabled: boolean) {
    const toast = clusterToast(scope, id)
    try {
      await mutateAsync({ id, enabled })
      onSwitched?.(enabled)
      toasts.add({
        id: toast,
        tone: 'good',
        title: t(enabled ? 'enabled' : 'disabled', { name: shownName(name) }),
        description: t(enabled ? 'enabledText' : 'disabledText'),
        action: { label: t('undo'), onClick: () => switchTo({ id, name }, !enabled) },
      })
    } catch (error) {
      if (!(error instanceof Error) || isSessionLost(error)) return
      tellProblem(error, {
        id: toast,
        title: t(enabled ? 'switchFailed.enable' : 'switchFailed.disable', {
          name: shownName(name),
        }),
        action: { label: common('retry'), onClick: () => switchTo({ id, name }, enabled) },
      })
    }
  }
  return { switchTo, isPending }
}
