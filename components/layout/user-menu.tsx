'use client'
import { ChevronDown, LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonClass } from '#components/ui/button.tsx'
import { Menu, MenuHeading, MenuItem, MenuRadioGroup, MenuSeparator } from '#components/ui/menu.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { handleOf } from '#lib/contract/session.ts'
import { useLocaleChoice } from './locale-choice.ts'
import { useSession } from './session-gate.tsx'
import { useThemeChoice } from './theme-options.ts'
import { useGuardedSignOut } from './use-guarded-sign-out.ts'

const initial = (name: string) => Array.from(name.trim())[0]?.toUpperCase() ?? '?'

/** Who is signed in; language, theme and sign-out. */
export function UserMenu() {
  const t = useTranslations('shell')
  const session = useSession()
  const locale = useLocaleChoice()
  const theme = useThemeChoice()
  const signOut = useGuardedSignOut()
  if (session === null) return <Skeleton className="h-8 w-14 rounded-control" />
  const { is_admin } = session.user
  const name = shownName(session.user.name)
  return (
    <Menu
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={t('account', { name })}
          className={`${buttonClass('ghost')} gap-1 px-1!`}
        >
          <span
            aria-hidden
            className="flex size-6 items-center justify-center rounded-full bg-accent-soft text-meta font-semibold text-accent-text"
          >
            {initial(name)}
          </span>
          <ChevronDown aria-hidden className="size-3.5" />
        </button>
      }
    >
      <MenuHeading>
        <span className="block truncate text-body text-text">{name}</span>
        <span className="block truncate font-normal text-text-soft">
          {handleOf(session.user)}
          {is_admin && ` · ${t('administrator')}`}
        </span>
        {session.mode === 'proxy-jwt' && (
          <span className="block truncate font-normal text-text-soft">{t('viaSso')}</span>
        )}
      </MenuHeading>
      <MenuSeparator />
      <MenuRadioGroup {...locale} />
      <MenuSeparator />
      <MenuRadioGroup {...theme} />
      <MenuSeparator />
      <MenuItem icon={LogOut} onClick={signOut}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  )
}
