'use client'
import type { LucideIcon } from 'lucide-react'
import { Boxes, Settings } from 'lucide-react'
import type { Route } from 'next'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { clustersHref } from './places.ts'
import { useCurrentPlace } from './use-places.ts'

export interface NavigationItem {
  href: Route
  label: string
  icon: LucideIcon
  isCurrent: boolean
}

/** The pages that exist, for the rail and the palette. */
export function useNavigation(): NavigationItem[] {
  const t = useTranslations('shell')
  const path = usePathname()
  const place = useCurrentPlace()
  return [
    {
      href: place ? clustersHref(place.scope) : '/',
      label: t('clusters'),
      icon: Boxes,
      isCurrent: /^\/[^/]+\/clusters(\/|$)/.test(path),
    },
    { href: '/settings', label: t('settings'), icon: Settings, isCurrent: path === '/settings' },
  ]
}
