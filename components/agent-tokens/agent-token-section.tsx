'use client'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useRef, useState } from 'react'
import { StaleNotice } from '#components/layout/list-notices.tsx'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { useMay } from '#components/layout/use-may.ts'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { type AgentToken, maxActiveTokens, tokenUse } from '#lib/contract/agent-token.ts'
import { AgentInstall } from './agent-install.tsx'
import { AgentTokenCard, FreeSlot, SlotSkeletons } from './agent-token-card.tsx'
import { AgentTokenCreateModal } from './agent-token-create-modal.tsx'
import { AgentTokenRevokeModal } from './agent-token-revoke-modal.tsx'
import { TokenSlotsFull } from './token-slots-full.tsx'
import { useTokenSlots } from './use-token-slots.ts'

interface AgentTokenSectionProps {
  projectId: number
  agentId: number
  agentName: string
  /** More to do about the tokens, such as to rotate them. */
  actions?: ReactNode
}

/** The agent's tokens as slots, with what can be done about each, and the commands that bring one into a cluster. */
export function AgentTokenSection({
  projectId,
  agentId,
  agentName,
  actions,
}: AgentTokenSectionProps) {
  const t = useTranslations('agentTokens')
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const { query, tokens, now, isFull } = useTokenSlots(projectId, agentId)
  const canWrite = useMay({ kind: 'project', id: projectId })('write_agents') === 'granted'
  const [isCreating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<AgentToken | null>(null)
  const [isRevokeOpen, setRevokeOpen] = useState(false)
  const retry = () => void query.refetch()
  const free = Math.max(0, maxActiveTokens - (tokens?.length ?? maxActiveTokens))

  return (
    <>
      <section aria-labelledby={id}>
        <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-72">
            <h2
              ref={heading}
              id={id}
              tabIndex={-1}
              className="rounded-[3px] text-section font-semibold"
            >
              {t('title')}
            </h2>
            <p className="min-h-5 text-text-soft">
              {tokens && t('slots', { used: tokens.length, all: maxActiveTokens })}
            </p>
          </div>
          {canWrite && (
            <div className="flex flex-wrap gap-2">
              {actions}
              <Button
                icon={Plus}
                aria-disabled={isFull || undefined}
                aria-describedby={isFull ? `${id}-full` : undefined}
                className="aria-disabled:border-line aria-disabled:bg-transparent aria-disabled:text-text-faint"
                onClick={() => {
                  if (!isFull) setCreating(true)
                }}
              >
                {t('create.action')}
              </Button>
            </div>
          )}
        </div>
        {query.isPending && <SlotSkeletons label={t('loading')} />}
        {query.error && !tokens && (
          <ProblemView error={query.error} onRetry={retry} isRetrying={query.isFetching} />
        )}
        {query.error && tokens && !isSessionLost(query.error) && (
          <StaleNotice
            error={query.error}
            readAt={query.dataUpdatedAt}
            failedAt={query.errorUpdatedAt}
            onRetry={retry}
            isRetrying={query.isFetching}
          />
        )}
        {tokens && (
          <ul data-older={query.error !== null || undefined} className="grid gap-4 md:grid-cols-2">
            {tokens.map((token) => (
              <AgentTokenCard
                key={token.id}
                token={token}
                now={now}
                onRevoke={
                  canWrite
                    ? () => {
                        setRevoking(token)
                        setRevokeOpen(true)
                      }
                    : undefined
                }
              />
            ))}
            {Array.from({ length: free }, (_, slot) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: slots without identity
              <FreeSlot key={slot} onCreate={canWrite ? () => setCreating(true) : undefined} />
            ))}
          </ul>
        )}
        {canWrite && isFull && tokens && (
          <div className="mt-3">
            <TokenSlotsFull id={`${id}-full`} tokens={tokens} now={now} />
          </div>
        )}
      </section>
      {/* How tall the slots become is not known before they are read: what follows stays away until then. */}
      {query.isPending && <Skeleton className="mt-10 h-128 w-full" />}
      <section aria-labelledby={`${id}-install`} hidden={query.isPending} className="mt-10">
        <h2 id={`${id}-install`} className="mb-1 text-section font-semibold">
          {t('install.title')}
        </h2>
        <p className="mb-3 text-text-soft">{t('install.text')}</p>
        <AgentInstall projectId={projectId} agentId={agentId} agentName={agentName} />
      </section>
      <AgentTokenCreateModal
        projectId={projectId}
        agentId={agentId}
        agentName={agentName}
        open={isCreating}
        onClose={() => setCreating(false)}
      />
      {revoking && (
        <AgentTokenRevokeModal
          key={revoking.id}
          projectId={projectId}
          agentId={agentId}
          token={revoking}
          isLive={tokenUse(revoking, now) === 'live'}
          isOnly={tokens?.length === 1}
          open={isRevokeOpen}
          onClose={() => setRevokeOpen(false)}
          findLanding={() => heading.current}
        />
      )}
    </>
  )
}
