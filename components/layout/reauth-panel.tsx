'use client'
import { useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import { inBackground } from '#lib/client/background.ts'
import { readSession } from '#lib/client/session.ts'
import { onSessionElsewhere } from '#lib/client/session-channel.ts'
import { sessionLost } from '#lib/client/session-lost.ts'
import { OverPageDialog } from './over-page-dialog.tsx'
import { useSession } from './session-gate.tsx'
import { SignInBeside } from './sign-in-beside.tsx'

type Check = 'idle' | 'checking' | 'not_yet' | 'failed'

/**
 * Over the page, when the server no longer knows the session: everything typed stays where it is, sign-in happens in
 * another tab. The same person goes on; somebody else gets a fresh page without what was typed here.
 */
export function ReauthPanel() {
  const t = useTranslations('reauth')
  const isLost = useSyncExternalStore(sessionLost.subscribe, sessionLost.isLost, () => false)
  const session = useSession()
  const queryClient = useQueryClient()
  const toasts = useToasts()
  const signIn = useRef<HTMLAnchorElement>(null)
  const [check, setCheck] = useState<Check>('idle')

  const ask = () => readSession(queryClient)
  /** Asks the server who is there now. */
  const look = useEffectEvent(async (isAsked: boolean) => {
    if (isAsked) setCheck('checking')
    try {
      const found = await (isAsked ? ask() : inBackground(ask))
      setCheck(found.authenticated || !isAsked ? 'idle' : 'not_yet')
      if (found.authenticated && found.user.id === session?.user.id) goOn(found.user.name)
    } catch {
      setCheck(isAsked ? 'failed' : 'idle')
    }
  })

  function goOn(name: string) {
    // The window's focus and the other tab may have asked at the same time.
    if (!sessionLost.isLost()) return
    sessionLost.clear()
    toasts.add({ tone: 'good', title: t('back', { name }), description: t('backText') })
    // What failed for want of a session is asked for again; what is on screen stays.
    void queryClient.refetchQueries({ predicate: (query) => query.state.status === 'error' })
  }

  useEffect(() => {
    if (!isLost) return
    const lookQuietly = () => void look(false)
    const stop = onSessionElsewhere(lookQuietly)
    window.addEventListener('focus', lookQuietly)
    return () => {
      stop()
      window.removeEventListener('focus', lookQuietly)
    }
  }, [isLost])

  return (
    <OverPageDialog
      open={isLost}
      icon={KeyRound}
      title={t('title')}
      text={
        <>
          <p>{t('text')}</p>
          {session && <p className="mt-2">{t('who', { name: shownName(session.user.name) })}</p>}
        </>
      }
      status={
        <>
          {check === 'not_yet' && t('notYet')}
          {check === 'failed' && t('checkFailed')}
        </>
      }
      initialFocus={signIn}
      actions={
        <>
          <Button busy={check === 'checking'} onClick={() => void look(true)}>
            {t('check')}
          </Button>
          <SignInBeside ref={signIn} />
        </>
      }
    />
  )
}
