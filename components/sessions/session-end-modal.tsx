'use client'
import { useTranslations } from 'next-intl'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { ConfirmModal } from '#components/modal/confirm-modal.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import { useToasts } from '#components/ui/toaster.tsx'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { useEndSession } from '#lib/client/sessions.ts'
import type { SessionEntry } from '#lib/contract/sessions.ts'
import { browserName } from './browser-name.ts'
import { useSessionList } from './session-list-context.ts'

interface SessionEndModalProps {
  session: SessionEntry
  open: boolean
  onClose: () => void
  /** Called once it is over. */
  onEnded: () => void
}

/** Ends one session of another browser, after saying what that means there. */
export function SessionEndModal({ session, open, onClose, onEnded }: SessionEndModalProps) {
  const t = useTranslations('sessions')
  const toasts = useToasts()
  const { now } = useSessionList()
  const end = useEndSession()
  const name = shownName(session.user.name)

  async function confirm() {
    try {
      await end.mutateAsync(session)
    } catch {
      // Shown in the dialog, by the state of the mutation.
      return
    }
    toasts.add({ tone: 'good', title: t('ended', { name }) })
    onEnded()
  }

  return (
    <ConfirmModal
      open={open}
      onClose={onClose}
      title={t('endTitle', { name })}
      description={
        <p>
          {shownName(session.user_agent ? browserName(session.user_agent) : t('unknown'))}
          {' · '}
          {t.rich('lastUsed', {
            when: () => (
              <Time iso={session.used_at} now={Math.max(now, Date.parse(session.used_at))} />
            ),
          })}
        </p>
      }
      lost={[t('lostBrowser'), t('lostToken')]}
      kept={[t('keptWork')]}
      confirmLabel={t('endConfirm')}
      busy={end.isPending}
      onConfirm={confirm}
      error={end.error && !isSessionLost(end.error) && <ProblemView error={end.error} />}
    />
  )
}
