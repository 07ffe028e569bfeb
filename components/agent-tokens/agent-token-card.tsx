'use client'
import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { AgentToken } from '#lib/contract/agent-token.ts'
import { AgentTokenFacts } from './agent-token-facts.tsx'

const frame = 'flex min-h-56 min-w-0 flex-col rounded-panel border px-4 py-3'

interface AgentTokenCardProps {
  token: AgentToken
  /** Epoch milliseconds, by GitLab's clock. */
  now: number
  /** Without it there is no button. */
  onRevoke: (() => void) | undefined
}

/** One of the agent's slots with a token in it. */
export function AgentTokenCard({ token, now, onRevoke }: AgentTokenCardProps) {
  const t = useTranslations('agentTokens')
  const name = shownName(token.name)
  return (
    <li className={`${frame} border-line bg-panel`}>
      <div className="mb-2 flex items-start justify-between gap-3">
        <h3 className="min-w-0 font-medium break-words">{name}</h3>
        {onRevoke && (
          <Button size="sm" aria-label={t('revokeNamed', { name })} onClick={onRevoke}>
            {t('revoke.action')}
          </Button>
        )}
      </div>
      <AgentTokenFacts token={token} now={now} />
    </li>
  )
}

/** A slot that a token can be made for. */
export function FreeSlot({ onCreate }: { onCreate: (() => void) | undefined }) {
  const t = useTranslations('agentTokens')
  return (
    <li className={`${frame} items-center justify-center gap-3 border-dashed border-line-strong`}>
      <span className="flex items-center gap-2 text-text-soft">
        <KeyRound aria-hidden className="size-4 text-text-faint" />
        {t('free')}
      </span>
      {onCreate && <Button onClick={onCreate}>{t('create.action')}</Button>}
    </li>
  )
}

/** Both slots before they are read. */
export function SlotSkeletons({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-4 md:grid-cols-2">
      {[0, 1].map((slot) => (
        <div key={slot} className={`${frame} gap-3 border-line bg-panel`}>
          <Skeleton className="h-5 w-32" />
          <Skeleton className="h-4 w-48 max-w-full" />
          <Skeleton className="h-4 w-40 max-w-full" />
          <Skeleton className="h-4 w-44 max-w-full" />
        </div>
      ))}
    </div>
  )
}
