'use client'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type Locale, localeCookie, locales } from '#lib/messages/locale.ts'

/** Tags under which a language calls itself as we mean it: 简体中文, not 中文（中国）. */
const displayTags = { en: 'en', 'zh-CN': 'zh-Hans' } satisfies Record<Locale, string>

const yearMs = 31_536_000_000

/** The language and what can be chosen; each language is named in itself. */
export function useLocaleChoice() {
  const t = useTranslations('shell')
  const router = useRouter()
  const value = useLocale()
  return {
    label: t('language'),
    value,
    onValueChange: (next: Locale) => {
      const expires = Date.now() + yearMs
      void cookieStore
        .set({ name: localeCookie, value: next, path: '/', sameSite: 'lax', expires })
        .then(() => router.refresh())
    },
    options: locales.map((locale) => ({
      value: locale,
      label: new Intl.DisplayNames(locale, { type: 'language' }).of(displayTags[locale]) ?? locale,
    })),
  }
}
