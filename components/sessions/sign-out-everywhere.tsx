'use client'
import { LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { ConfirmModal } from '#components/modal/confirm-modal.tsx'
import { Button } from '#components/ui/button.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { useEndAllSessions } from '#lib/client/sessions.ts'
import { unsaved } from '#lib/client/unsaved.ts'
import type { SessionEntry } from '#lib/contract/sessions.ts'

interface SignOutEverywhereProps {
  /** Whose sessions; null for one's own, which takes this page along. */
  person: SessionEntry['user'] | null
  /** How many there are. */
  count: number
}

/** Ends all sessions of one person: one's own, or as an administrator somebody else's. */
export function SignOutEverywhere({ person, count }: SignOutEverywhereProps) {
  const t = useTranslations('sessions')
  const toasts = useToasts()
  const [isOpen, setOpen] = useState(false)
  const end = useEndAllSessions()
  const name = person ? shownName(person.name) : ''
  const words = person
    ? { action: t('endAll', { name }), title: t('endAllTitle', { name }) }
    : { action: t('everywhere'), title: t('everywhereTitle') }

  async function confirm() {
    try {
      await end.mutateAsync(person?.id ?? null)
    } catch {
      // Shown in the dialog, by the state of the mutation.
      return
    }
    if (person === null) {
      unsaved.releaseAll()
      // A document request: nothing of the session stays in the page's memory.
      window.location.assign('/login')
      return
    }
    setOpen(false)
    toasts.add({ tone: 'good', title: t('allEnded', { name }) })
  }

  return (
    <>
      <Button icon={LogOut} onClick={() => setOpen(true)}>
        {words.action}
      </Button>
      <ConfirmModal
        open={isOpen}
        onClose={() => {
          setOpen(false)
          end.reset()
        }}
        title={words.title}
        lost={[
          person ? t('lostAllOf', { count, name }) : t('lostAll', { count }),
          ...(person ? [] : [t('lostTyped')]),
          t('lostTokens'),
        ]}
        kept={[t('keptWork')]}
        confirmLabel={words.action}
        busy={end.isPending || (person === null && end.isSuccess)}
        onConfirm={confirm}
        error={end.error && !isSessionLost(end.error) && <ProblemView error={end.error} />}
      />
    </>
  )
}
