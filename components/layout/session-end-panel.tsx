'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Clock } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { clockStyle } from '#components/ui/time-words.ts'
import { extendSession } from '#lib/client/session.ts'
import type { SessionEnd } from '#lib/client/session-end.ts'
import { OverPageDialog } from './over-page-dialog.tsx'
import { SignInBeside } from './sign-in-beside.tsx'
import { useSessionEnd } from './use-session-end.ts'

/**
 * Warns before the session ends. One press keeps it; where the absolute limit is next, signing in again beside the page
 * does, and the warning can be put off. It knows nothing of what is under it, so that a form or a new token stays.
 */
export function SessionEndPanel() {
  const end = useSessionEnd()
  // While it fades out it keeps what it said.
  const [shown, setShown] = useState<SessionEnd | null>(null)
  const [putOff, setPutOff] = useState(0)
  if (end !== null && end.endsAt !== shown?.endsAt) setShown(end)
  if (shown === null) return null
  return shown.canExtend ? (
    <IdleWarning end={shown} open={end !== null} />
  ) : (
    <LimitWarning
      end={shown}
      open={end !== null && Math.abs(end.endsAt - putOff) > sameEndMs}
      onLater={() => setPutOff(shown.endsAt)}
    />
  )
}

/** The same end, told by two answers that were on their way for different times. */
const sameEndMs = 5_000

interface WarningProps {
  end: SessionEnd
  open: boolean
}

function IdleWarning({ end, open }: WarningProps) {
  const t = useTranslations('sessionEnd')
  const reauth = useTranslations('reauth')
  const client = useQueryClient()
  const stay = useRef<HTMLButtonElement>(null)
  const [state, setState] = useState<'quiet' | 'asking' | 'failed'>('quiet')
  const time = useClockTime()(end.endsAt)

  async function extend() {
    setState('asking')
    setState(
      await extendSession(client).then(
        () => 'quiet',
        () => 'failed',
      ),
    )
  }

  return (
    <OverPageDialog
      open={open}
      onDismiss={() => void extend()}
      icon={Clock}
      title={t('idleTitle', { time })}
      text={<p>{t('idleText')}</p>}
      status={state === 'failed' && reauth('checkFailed')}
      initialFocus={stay}
      actions={
        <Button ref={stay} variant="primary" busy={state === 'asking'} onClick={extend}>
          {t('stay')}
        </Button>
      }
    />
  )
}

function LimitWarning({ end, open, onLater }: WarningProps & { onLater: () => void }) {
  const t = useTranslations('sessionEnd')
  const signIn = useRef<HTMLAnchorElement>(null)
  const time = useClockTime()(end.endsAt)
  return (
    <OverPageDialog
      open={open}
      onDismiss={onLater}
      icon={Clock}
      title={t('limitTitle', { time })}
      text={<p>{t('limitText')}</p>}
      status={null}
      initialFocus={signIn}
      actions={
        <>
          <Button onClick={onLater}>{t('later')}</Button>
          <SignInBeside ref={signIn} />
        </>
      }
    />
  )
}

function useClockTime() {
  const format = useFormatter()
  return (at: number) => format.dateTime(at, clockStyle)
}
