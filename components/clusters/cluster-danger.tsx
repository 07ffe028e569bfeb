'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'
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
  const id = useId()
  const next = cluster.enabled === false ? 'enable' : 'disable'

  function leave() {
    // What was typed belongs to a record that is gone.
    unsaved.releaseAll()
    router.replace(clustersHref(scope))
  }

  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="mb-3 text-section font-semibold">
        {t('title')}
      </h2>
      <div className="divide-y divide-line rounded-panel border border-bad/40">
        <Deed title={t(`${next}.title`)} text={t(`${next}.text`)}>
          <Button busy={isPending} onClick={() => switchTo(cluster, next === 'enable')}>
            {t(`${next}.action`)}
          </Button>
        </Deed>
        <Deed title={t('delete.title')} text={t('delete.text')}>
          <Button variant="danger" onClick={() => setDeleting(true)}>
            {t('delete.action')}
          </Button>
        </Deed>
      </div>
      <ClusterDeleteModal
        scope={scope}
        cluster={cluster}
        open={isDeleting}
        onClose={() => setDeleting(false)}
        onDeleted={leave}
      />
    </section>
  )
}

function Deed({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">{title}</p>
        <p className="text-meta text-text-soft">{text}</p>
      </div>
      {children}
    </div>
  )
}
