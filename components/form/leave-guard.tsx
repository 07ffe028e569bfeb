'use client'
'use no memo'
// Next's public API cannot refuse a navigation: docs/decisions/0020-one-leave-guard.md.
import {
  AppRouterContext,
  type AppRouterInstance,
} from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { type ReactNode, use, useEffect, useMemo } from 'react'
import { unsaved } from '#lib/client/unsaved.ts'
import { guardHistory } from './guard-history.ts'
import { guardLinks, isLeaving } from './guard-links.ts'
import { guardTab } from './guard-tab.ts'

/**
 * The one guard for everything typed below it (`useLeaveGuard`): links, router calls, back and forward, closing the
 * tab. Next offers no way to refuse a navigation, so its router is handed on in a version that asks first. The question
 * itself is `LeaveModal`, mounted below.
 */
export function LeaveGuard({ children }: { children: ReactNode }) {
  const router = use(AppRouterContext)
  const guarded = useMemo(() => router && guardedRouter(router), [router])
  useEffect(() => {
    const stops = [guardHistory(), guardLinks(), guardTab()]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  return <AppRouterContext value={guarded}>{children}</AppRouterContext>
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
