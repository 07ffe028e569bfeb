'use client'
import './globals.css'
import { useEffect, useState } from 'react'
import { Logo } from '#components/layout/logo.tsx'
import { Button } from '#components/ui/button.tsx'
import { localeFromHeader } from '#lib/messages/locale.ts'

interface Words {
  appName: string
  title: string
  meaning: string
  retry: string
}

/** The catalog is loaded only now: it must not weigh on every page for the sake of this one. */
async function loadWords(locale: string): Promise<Words> {
  const { default: words } =
    locale === 'zh-CN'
      ? await import('#lib/messages/zh-CN.json')
      : await import('#lib/messages/en.json')
  const { common, errors } = words
  return { appName: common.appName, ...errors.unexpected, retry: common.retry }
}

/** Replaces the whole document when even the root layout failed; nothing of the providers is there. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  const [words, setWords] = useState<Words | null>(null)
  useEffect(() => {
    const locale = localeFromHeader(navigator.languages.join(','))
    document.documentElement.lang = locale
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches
    document.documentElement.classList.toggle('dark', isDark)
    loadWords(locale).then(setWords, () => setWords(null))
  }, [])
  return (
    <html lang="en">
      <body>
        <title>{words?.appName}</title>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 px-6">
          <Logo className="size-9" />
          {words && (
            <>
              <div>
                <h1 className="text-title font-semibold">{words.title}</h1>
                <p className="mt-1 text-text-soft">{words.meaning}</p>
              </div>
              <Button variant="primary" onClick={reset}>
                {words.retry}
              </Button>
            </>
          )}
        </main>
      </body>
    </html>
  )
}
