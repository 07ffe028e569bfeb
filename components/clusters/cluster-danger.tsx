'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DangerDeed, DangerZone } from '#components/layout/danger-zone.tsx'
import { clustersHref } from '#components/layout/places.ts'
import { Button } from '#components/ui/button.tsx'
import { unsaved } from '#lib/client/unsaved.ts'
import type { Cluster } from '#lib/contract/cluster.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { ClusterDeleteModal } from './cluster-delete-modal.tsx'
import { useClusterSwitch } from './use-cluster-switch.ts'

interface ClusterDangerProps {
  scope: Scope
  cluster: Cluster
  /** Hears of a switch and of its undoing. */
  onSwitched: (enabled: boolean) => void
}

/** What takes the cluster out of use: for a while, or for good. */
export function ClusterDanger({ scope, cluster, onSwitched }: ClusterDangerProps) {
  const t = useTranslations('clusterForm.danger')
  const router = useRouter()
  const [isDeleting, setDeleting] = useState(false)
  const { switchTo, isPending } = useClusterSwitch(scope, onSwitched)
  const next = cluster.enabled === false ? 'enable' : 'disable'

  function leave() {
    // What was typed belongs to a record that is gone.
    unsaved.releaseAll()
    router.replace(clustersHref(scope))
  }

  return (
    <>
      <DangerZone title={t('title')} className="mt-10">
        <DangerDeed title={t(`${next}.title`)} text={t(`${next}.text`)}>
          <Button busy={isPending} onClick={() => switchTo(cluster, next === 'enable')}>
            {t(`${next}.action`)}
          </Button>
        </DangerDeed>
        <DangerDeed title={t('delete.title')} text={t('delete.text')}>
          <Button variant="danger" onClick={() => setDeleting(true)}>
            {t('delete.action')}
          </Button>
        </DangerDeed>
      </DangerZone>
      <ClusterDeleteModal
        scope={scope}
        cluster={cluster}
        open={isDeleting}
        onClose={() => setDeleting(false)}
        onDeleted={leave}
      />
    </>
  )
}
