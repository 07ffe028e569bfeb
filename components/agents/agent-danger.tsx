'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DangerDeed, DangerZone } from '#components/layout/danger-zone.tsx'
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

  function leave() {
    // What was typed belongs to a record that is gone.
    unsaved.releaseAll()
    router.replace(agentsHref(projectId))
  }

  return (
    <>
      <DangerZone title={t('title')} className="max-w-4xl min-w-0">
        <DangerDeed title={t('delete')} text={t('deleteText')}>
          <Button variant="danger" onClick={() => setDeleting(true)}>
            {t('action')}
          </Button>
        </DangerDeed>
      </DangerZone>
      <AgentDeleteModal
        projectId={projectId}
        agent={agent}
        open={isDeleting}
        onClose={() => setDeleting(false)}
        onDeleted={leave}
      />
    </>
  )
}
