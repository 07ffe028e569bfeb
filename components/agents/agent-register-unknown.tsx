'use client'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Time } from '#components/ui/time.tsx'
import type { AgentSummary } from '#lib/contract/agent.ts'

interface AgentRegisterUnknownProps {
  /** The name that was sent. */
  name: string
  /** The agent of that name that the list holds by now. */
  found: AgentSummary | null
  onContinue: (agent: AgentSummary) => void
  onLookAgain: () => void
  isReading: boolean
}

/** After a registration whose answer was lost: what the list shows, and the way on without registering twice. */
export function AgentRegisterUnknown({
  name,
  found,
  onContinue,
  onLookAgain,
  isReading,
}: AgentRegisterUnknownProps) {
  const t = useTranslations('agents.register.unknown')
  const common = useTranslations('common')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} tabIndex={-1} className="mb-5 rounded-panel">
      {found ? (
        <Callout
          tone="info"
          role="alert"
          title={t('found', { name })}
          actions={
            <Button size="sm" onClick={() => onContinue(found)}>
              {t('continue')}
            </Button>
          }
        >
          {t.rich('foundText', {
            time: () => <Time iso={found.created_at} now={found.console.as_of} />,
          })}
        </Callout>
      ) : (
        <Callout
          tone="warn"
          role="alert"
          title={t('title', { name })}
          actions={
            <Button size="sm" icon={RotateCw} busy={isReading} onClick={onLookAgain}>
              {common('lookAgain')}
            </Button>
          }
        >
          {t('text')}
        </Callout>
      )}
    </div>
  )
}
