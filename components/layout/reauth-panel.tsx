'use client'
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useQueryClient } from '@tanstack/react-query'
import { ExternalLink, KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import { inBackground } from '#lib/client/background.ts'
import { readSession, signInHref } from '#lib/client/session.ts'
import { onSessionElsewhere } from '#lib/client/session-channel.ts'
import { sessionLost } from '#lib/client/session-lost.ts'
import { useSession } from './session-gate.tsx'

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
    <AlertDialog.Root open={isLost}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-60 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Viewport className="fixed inset-0 z-60 flex items-end justify-center p-2 sm:items-center sm:p-6">
          <AlertDialog.Popup
            initialFocus={signIn}
            className="w-full max-w-md rounded-panel bg-raised p-5 text-body shadow-float outline-none transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
          >
            <AlertDialog.Title className="flex items-center gap-2 text-section font-semibold">
              <KeyRound aria-hidden className="size-4 shrink-0 text-text-faint" />
              {t('title')}
            </AlertDialog.Title>
            <AlertDialog.Description className="mt-1 text-text-soft" render={<div />}>
              <p>{t('text')}</p>
              {session && (
                <p className="mt-2">{t('who', { name: shownName(session.user.name) })}</p>
              )}
            </AlertDialog.Description>
            <p role="status" className="mt-3 min-h-5 text-meta text-text-soft">
              {check === 'not_yet' && t('notYet')}
              {check === 'failed' && t('checkFailed')}
            </p>
            <div className="mt-2 flex flex-wrap justify-end gap-2">
              <Button busy={check === 'checking'} onClick={() => void look(true)}>
                {t('check')}
              </Button>
              <a
                ref={signIn}
                href={signInHref('/signed-in')}
                target="_blank"
                rel="noreferrer"
                className={buttonClass('primary')}
              >
                {t('signIn')}
                <ExternalLink aria-hidden className="size-4" />
              </a>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
