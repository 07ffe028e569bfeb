'use client'
import clsx from 'clsx'
import { Timer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent } from 'react'
import { useSession } from '#components/layout/session-gate.tsx'
import { Button } from '#components/ui/button.tsx'
import { onSessionElsewhere } from '#lib/client/session-channel.ts'
import { AgentInstall } from './agent-install.tsx'
import { TokenSecret } from './token-secret.tsx'
import { useDisplayTime } from './use-display-time.ts'
import type { RemovalReason } from './use-token-creation.ts'

const defaultDisplayS = 300

interface TokenShownProps {
  projectId: number
  agentId: number
  agentName: string
  secret: string
  /** The secret has to leave the page. */
  onRemove: (why: RemovalReason) => void
}

/** The secret with its time, and the commands that bring it into the cluster. */
export function TokenShown({ projectId, agentId, agentName, secret, onRemove }: TokenShownProps) {
  const t = useTranslations('agentTokens.shown')
  const session = useSession()
  const remove = useEffectEvent(onRemove)
  const lengthMs = (session?.token_display_s ?? defaultDisplayS) * 1000
  const { leftMs, canExtend, extend } = useDisplayTime(lengthMs, () => onRemove('time'))
  useEffect(() => {
    const leave = () => remove('left')
    const stop = onSessionElsewhere((userId) => {
      if (userId === null) remove('signed_out')
    })
    window.addEventListener('pagehide', leave)
    return () => {
      stop()
      window.removeEventListener('pagehide', leave)
    }
  }, [])
  return (
    <div className="space-y-4">
      <div>
        <TokenSecret secret={secret} />
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <p className="text-text-soft">{t('once')}</p>
          <TimeLeft leftMs={leftMs} canExtend={canExtend} onExtend={extend} lengthMs={lengthMs} />
        </div>
      </div>
      <AgentInstall projectId={projectId} agentId={agentId} agentName={agentName} hasToken />
    </div>
  )
}

interface TimeLeftProps {
  leftMs: number
  lengthMs: number
  canExtend: boolean
  onExtend: () => void
}

/** How long the secret stays; said aloud once, when it can be extended. */
function TimeLeft({ leftMs, lengthMs, canExtend, onExtend }: TimeLeftProps) {
  const t = useTranslations('agentTokens.shown')
  const minutes = Math.max(1, Math.round(lengthMs / 60_000))
  const seconds = Math.ceil(leftMs / 1000)
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-meta text-text-soft">
      <span className="inline-flex items-center gap-1.5">
        <Timer
          aria-hidden
          className={clsx('size-3.5', canExtend ? 'text-warn-text' : 'text-text-faint')}
        />
        <span>
          {t.rich('left', {
            clock: () => (
              <span role="timer" className="font-medium text-text tabular-nums">
                {clock}
              </span>
            ),
          })}
        </span>
      </span>
      {canExtend && (
        <Button size="sm" onClick={onExtend}>
          {t('extend', { minutes })}
        </Button>
      )}
      <span role="status" className="sr-only">
        {canExtend && t('soonOver', { minutes })}
      </span>
    </div>
  )
}
