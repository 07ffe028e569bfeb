'use client'
import './globals.css'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { Logo } from '#components/layout/logo.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { type Locale, localeFromHeader } from '#lib/messages/locale.ts'

const wordsSchema = z.object({
  appName: z.string(),
  title: z.string(),
  meaning: z.string(),
  retry: z.string(),
})
const words = z
  .object({ en: wordsSchema, 'zh-CN': wordsSchema } satisfies Record<Locale, unknown>)
  .parse(JSON.parse(process.env.LAST_RESORT_WORDS ?? '{}'))

/**
 * Replaces the whole document when even the root layout failed; nothing of the providers is there. The server's copy is
 * made once at build time: its scripts have no nonce and do not run, so it has to say everything without them.
 */
export default function GlobalError() {
  const [locale, setLocale] = useState<Locale>('en')
  useEffect(() => {
    setLocale(localeFromHeader(navigator.languages.join(',')))
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches
    document.documentElement.classList.toggle('dark', isDark)
  }, [])
  const { appName, title, meaning, retry } = words[locale]
  return (
    <html lang={locale}>
      <body>
        <title>{appName}</title>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 px-6">
          <Logo className="size-9" />
          <div>
            <h1 className="text-title font-semibold">{title}</h1>
            <p className="mt-1 text-text-soft">{meaning}</p>
          </div>
          {/* biome-ignore lint/a11y/useValidAnchor: an empty reference is this very page, loaded anew, and works without scripts */}
          <a href="" className={buttonClass('primary')}>
            {retry}
          </a>
        </main>
      </body>
    </html>
  )
}
