'use client'
import {
  CircleCheck,
  CircleSlash,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import { useDismissIntent } from '#lib/client/intents.ts'
import type { AgentTokenIntent } from '#lib/contract/intent.ts'
import { doctorRowClass } from './doctor-row.tsx'

const looks = {
  sending: { tone: 'info', icon: LoaderCircle },
  unknown: { tone: 'warn', icon: LoaderCircle },
  not_created: { tone: 'neutral', icon: CircleSlash },
  compensated: { tone: 'good', icon: CircleCheck },
  completed: { tone: 'warn', icon: TriangleAlert },
} satisfies Record<AgentTokenIntent['state'], { tone: Tone; icon: LucideIcon }>

interface IntentRowProps {
  intent: AgentTokenIntent
  /** When the list was read, in epoch milliseconds; times of attempts are the console's own. */
  readAt: number
  /** The row is gone, and with it what had the focus. */
  onDismissed: () => void
}

/** One attempt: how far it is, what that means and, once it is settled, a way to take the notice away. */
export function IntentRow({ intent, readAt, onDismissed }: IntentRowProps) {
  const t = useTranslations('intents')
  const dismiss = useDismissIntent()
  const { state, project_id: projectId, agent_id: agentId } = intent
  const agent = shownName(intent.agent_name ?? t('agentId', { id: agentId }))
  const isSettled = state !== 'sending' && state !== 'unknown'
  return (
    <li className={doctorRowClass}>
      <div className="sm:pt-px">
        <Badge {...looks[state]}>{t(`states.${state}.word`)}</Badge>
      </div>
      <div className="flex min-w-0 flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h3 className="font-medium break-words">
            {t('token', { name: shownName(intent.token_name) })}
          </h3>
          <p className="mt-0.5 text-text-soft">{t(`states.${state}.text`)}</p>
          <p className="mt-0.5 text-meta break-words text-text-soft">
            <Link
              href={`/projects/${projectId}/agents/${agentId}` as Route}
              className="rounded-[3px] text-text underline decoration-current/35 underline-offset-[3px] hover:decoration-current"
            >
              {t(state === 'completed' ? 'agentTokens' : 'agent', { agent })}
            </Link>
            {' · '}
            {shownName(intent.project_path ?? t('projectId', { id: projectId }))}
            {' · '}
            {t.rich('begun', { when: () => <Time iso={intent.created_at} now={readAt} /> })}
            {intent.settled_at && (
              <>
                {' · '}
                {t.rich('settled', {
                  when: () => <Time iso={intent.settled_at ?? ''} now={readAt} />,
                })}
              </>
            )}
          </p>
        </div>
        {isSettled && (
          <Button
            size="sm"
            busy={dismiss.isPending}
            aria-label={t('dismissNamed', { name: shownName(intent.token_name) })}
            onClick={() => dismiss.mutateAsync(intent.key).then(onDismissed, () => undefined)}
          >
            {t('dismiss')}
          </Button>
        )}
      </div>
    </li>
  )
}
