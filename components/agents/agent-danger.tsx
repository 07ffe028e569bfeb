'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { agentsHref } from '#components/layout/places.ts'
import { Button } from '#components/ui/button.tsx'
import { unsaved } from '#lib/client/unsaved.ts'
import type { Agent } from '#lib/contract/agent.ts'
import { AgentDeleteModal } from './agent-delete-modal.tsx'

/** What ends the agent for good. */
export function AgentDanger({ projectId, agent }: { projectId: number; agent: Agent }) {
  const t = useTranslations('agents.danger')
  const router = useRouter()
  const [isDeleting, setDeleting] = useState(false)
  const id = useId()

  function leave() {
    // What was typed belongs to a record that is gone.
    unsaved.releaseAll()
    router.replace(agentsHref(projectId))
  }

  return (
    <section aria-labelledby={id} className="max-w-4xl min-w-0">
      <h2 id={id} className="mb-3 text-section font-semibold">
        {t('title')}
      </h2>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-panel border border-bad/40 px-4 py-3">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-medium">{t('delete')}</p>
          <p className="text-meta text-text-soft">{t('deleteText')}</p>
        </div>
        <Button variant="danger" onClick={() => setDeleting(true)}>
          {t('action')}
        </Button>
      </div>
      <AgentDeleteModal
        projectId={projectId}
        agent={agent}
        open={isDeleting}
        onClose={() => setDeleting(false)}
        onDeleted={leave}
      />
    </section>
  )
}
