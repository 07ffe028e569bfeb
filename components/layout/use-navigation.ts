'use client'
import type { LucideIcon } from 'lucide-react'
import {
  Bot,
  Boxes,
  CalendarClock,
  LayoutDashboard,
  ListChecks,
  MonitorSmartphone,
  RefreshCw,
  ScrollText,
  Settings,
  Ship,
} from 'lucide-react'
import type { Route } from 'next'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { agentsHref, choosePlaceHref, clustersHref } from './places.ts'
import { projectPicker } from './project-picker-store.ts'
import { isAgentsPath } from './scope-path.ts'
import { useSession } from './session-gate.tsx'
import { useCurrentPlace } from './use-places.ts'

export interface NavigationItem {
  id: string
  /** Where it leads; or what asks first, as for agents, which exist in projects only. */
  target: Route | (() => void)
  label: string
  icon: LucideIcon
  isCurrent: boolean
  /** Something there that the person should know of. */
  notice?: { count: number; text: string } | null
}

/** The pages that exist, for the rail and the palette. */
export function useNavigation(): NavigationItem[] {
  const t = useTranslations('shell')
  const path = usePathname()
  const scope = useCurrentPlace()?.scope ?? null
  const notices = useSession()?.notices ?? 0
  return [
    {
      id: 'overview',
      target: '/',
      label: t('overview'),
      icon: LayoutDashboard,
      isCurrent: path === '/',
    },
    {
      id: 'fleet',
      target: '/fleet',
      label: t('fleet'),
      icon: Ship,
      isCurrent: path === '/fleet',
    },
    {
      id: 'clusters',
      target: scope ? clustersHref(scope) : choosePlaceHref,
      label: t('clusters'),
      icon: Boxes,
      isCurrent: /^\/[^/]+\/clusters(\/|$)/.test(path),
    },
    {
      id: 'agents',
      target: scope?.kind === 'project' ? agentsHref(scope.id) : projectPicker.open,
      label: t('agents'),
      icon: Bot,
      isCurrent: isAgentsPath(path),
    },
    {
      id: 'rotation',
      target: '/rotation',
      label: t('rotation'),
      icon: RefreshCw,
      isCurrent: path === '/rotation',
    },
    {
      id: 'certificates',
      target: '/certificates',
      label: t('certificates'),
      icon: CalendarClock,
      isCurrent: path === '/certificates',
    },
    {
      id: 'findings',
      target: '/findings',
      label: t('findings'),
      icon: ListChecks,
      isCurrent: path === '/findings',
    },
    {
      id: 'audit',
      target: '/audit',
      label: t('audit'),
      icon: ScrollText,
      isCurrent: path === '/audit',
    },
    {
      id: 'sessions',
      target: '/sessions',
      label: t('sessions'),
      icon: MonitorSmartphone,
      isCurrent: path === '/sessions',
    },
    {
      id: 'settings',
      target: '/settings',
      label: t('settings'),
      icon: Settings,
      isCurrent: path === '/settings',
      notice: notices > 0 ? { count: notices, text: t('notices', { count: notices }) } : null,
    },
  ]
}
