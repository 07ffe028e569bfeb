'use client'
import type { LucideIcon } from 'lucide-react'
import { Keyboard, LogOut } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { Place } from '#lib/client/recent-scopes.ts'
import { formatScope } from '#lib/contract/scope.ts'
import { usePlaceName } from './place-row.tsx'
import { scopeHref } from './places.ts'
import { useShellActions } from './shell-actions.ts'
import { useThemeChoice } from './theme-options.ts'
import { useGuardedSignOut } from './use-guarded-sign-out.ts'
import { useNavigation } from './use-navigation.ts'
import { usePlaceSearch } from './use-places.ts'

/** One row of the command palette. */
export interface Command {
  id: string
  label: string
  icon?: LucideIcon
  /** Set for a place to go to: it is shown with its path. */
  place?: Place
  run: () => void
}

/** What the palette offers for a query, in groups without empty ones. */
export function useCommands(query: string, onShowKeys: () => void) {
  const t = useTranslations('shell')
  const router = useRouter()
  const path = usePathname()
  const nameOf = usePlaceName()
  const pageActions = useShellActions()
  const theme = useThemeChoice()
  const signOut = useGuardedSignOut()
  const found = usePlaceSearch(query, true)
  const places = [...found.recent, ...found.instance, ...found.groups, ...found.projects]

  const general: Command[] = [
    ...theme.options.map(({ value, label, icon }) => ({
      id: `theme.${value}`,
      label: t('useTheme', { theme: label }),
      icon,
      run: () => theme.onValueChange(value),
    })),
    { id: 'keys', label: t('showKeys'), icon: Keyboard, run: onShowKeys },
    { id: 'sign-out', label: t('signOut'), icon: LogOut, run: signOut },
  ]
  const pages: Command[] = useNavigation().map(({ id, target, label, icon }) => ({
    id: `page.${id}`,
    label,
    icon,
    run: () => (typeof target === 'string' ? router.push(target) : target()),
  }))
  const wanted = query.trim().toLowerCase()
  const matching = (commands: readonly Command[]) =>
    commands.filter((command) => command.label.toLowerCase().includes(wanted))

  const groups = [
    { value: t('actions'), items: matching(pageActions) },
    { value: t('pages'), items: matching(pages) },
    {
      value: t('places'),
      items: places.map(
        (place): Command => ({
          id: formatScope(place.scope),
          label: nameOf(place),
          place,
          run: () => router.push(scopeHref(place.scope, path)),
        }),
      ),
    },
    { value: t('console'), items: matching(general) },
  ].filter((group) => group.items.length > 0)
  return { groups, isSearching: found.isSearching, isTooShort: found.isTooShort }
}
