'use client'
import type { LucideIcon } from 'lucide-react'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'

export type Theme = 'light' | 'dark' | 'system'

const icons = { light: Sun, dark: Moon, system: Monitor } satisfies Record<Theme, LucideIcon>
const themes = ['light', 'dark', 'system'] as const

const isTheme = (value: string | undefined): value is Theme =>
  themes.some((theme) => theme === value)

/** The chosen theme and what can be chosen, with the words for it. */
export function useThemeChoice() {
  const t = useTranslations('shell')
  const { theme, setTheme } = useTheme()
  return {
    label: t('theme'),
    value: isTheme(theme) ? theme : 'system',
    onValueChange: (value: Theme) => setTheme(value),
    options: themes.map((value) => ({ value, label: t(`themes.${value}`), icon: icons[value] })),
  }
}
