'use client'
'use no memo'
import {
  AppRouterContext,
  type AppRouterInstance,
} from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { useTranslations } from 'next-intl'
import { type ReactNode, use, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { Modal } from '#components/modal/modal.tsx'
import { Button } from '#components/ui/button.tsx'
import { guardHistory } from './guard-history.ts'
import { guardLinks, isLeaving } from './guard-links.ts'
import { guardTab } from './guard-tab.ts'
import { type LeaveRequest, unsaved } from './unsaved.ts'

/**
 * The one guard for everything typed below it (`useLeaveGuard`): links, router calls, back and forward, closing the
 * tab. Next offers no way to refuse a navigation, so its router is handed on in a version that asks first.
 */
export function LeaveGuard({ children }: { children: ReactNode }) {
  const router = use(AppRouterContext)
  const guarded = useMemo(() => router && guardedRouter(router), [router])
  const request = useSyncExternalStore(unsaved.subscribe, unsaved.request, () => null)
  useEffect(() => {
    const stops = [guardHistory(), guardLinks(), guardTab()]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  return (
    <AppRouterContext value={guarded}>
      {children}
      <LeaveModal request={request} />
    </AppRouterContext>
  )
}

function guardedRouter(router: AppRouterInstance): AppRouterInstance {
  return {
    ...router,
    push: (href, options) => askFirst(href, () => router.push(href, options)),
    replace: (href, options) => askFirst(href, () => router.replace(href, options)),
  }
}

function askFirst(href: string, go: () => void) {
  if (isLeaving(href)) unsaved.ask(go)
  else go()
}

function LeaveModal({ request }: { request: LeaveRequest | null }) {
  const t = useTranslations('form.leave')
  const stay = useRef<HTMLButtonElement>(null)
  // While it fades out it still shows what it asked.
  const shown = useRef(request)
  if (request !== null) shown.current = request
  return (
    <Modal
      open={request !== null}
      onClose={unsaved.stay}
      title={t('title')}
      description={t('lost')}
      initialFocus={stay}
      footer={
        <>
          <Button variant="danger" onClick={unsaved.discard}>
            {t('discard')}
          </Button>
          <Button ref={stay} variant="primary" onClick={unsaved.stay}>
            {t('stay')}
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1 pl-5">
        {shown.current?.lost.map((what) => (
          <li key={what} className="break-words">
            {what}
          </li>
        ))}
      </ul>
    </Modal>
  )
}
