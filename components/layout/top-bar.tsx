'use client'
import { CircleQuestionMark, MenuIcon, Moon, Search, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonClass } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { Menu, MenuRadioGroup } from '#components/ui/menu.tsx'
import { Breadcrumb } from './breadcrumb.tsx'
import { useThemeChoice } from './theme-options.ts'
import { UserMenu } from './user-menu.tsx'

interface TopBarProps {
  onOpenDrawer: () => void
  onOpenPalette: () => void
  onShowKeys: () => void
}

/** Where we are on the left; search, keys, theme and person on the right. */
export function TopBar({ onOpenDrawer, onOpenPalette, onShowKeys }: TopBarProps) {
  const t = useTranslations('shell')
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-page/92 px-2 backdrop-blur-sm md:px-6">
      <IconButton
        icon={MenuIcon}
        label={t('openMenu')}
        onClick={onOpenDrawer}
        className="md:hidden!"
      />
      <div className="min-w-0 flex-1">
        <Breadcrumb />
      </div>
      <button
        type="button"
        onClick={onOpenPalette}
        aria-keyshortcuts="Control+K Meta+K"
        className={`${buttonClass('secondary')} max-sm:w-8 max-sm:px-0! sm:pr-1.5! sm:pl-2.5!`}
      >
        <Search aria-hidden className="size-4 shrink-0 text-text-faint" />
        <span className="font-normal text-text-faint max-sm:sr-only">{t('paletteShort')}</span>
        <span aria-hidden className="max-sm:hidden">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      <IconButton
        icon={CircleQuestionMark}
        label={t('showKeys')}
        onClick={onShowKeys}
        className="max-sm:hidden!"
      />
      <ThemeMenu />
      <UserMenu />
    </header>
  )
}

function ThemeMenu() {
  const theme = useThemeChoice()
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={theme.label}
          className={`${buttonClass('ghost')} w-8 px-0! max-sm:hidden!`}
        >
          <Sun aria-hidden className="size-4 dark:hidden" />
          <Moon aria-hidden className="hidden size-4 dark:block" />
        </button>
      }
    >
      <MenuRadioGroup {...theme} />
    </Menu>
  )
}
