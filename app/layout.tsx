import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import { buildId } from '#lib/server/build-id.ts'
import { Providers } from './providers.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return {
    title: { default: t('appName'), template: `%s · ${t('appName')}` },
    robots: { index: false, follow: false },
    referrer: 'no-referrer',
  }
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f7fa' },
    { media: '(prefers-color-scheme: dark)', color: '#0b0d14' },
  ],
}

/** Reading the nonce makes every page dynamic: none may be prerendered without one. */
export default async function RootLayout({ children }: LayoutProps<'/'>) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  const [locale, messages] = await Promise.all([getLocale(), getMessages()])
  return (
    // The theme's class is set on <html> before React starts.
    <html lang={locale} data-build={buildId()} suppressHydrationWarning>
      <body>
        <Providers nonce={nonce} locale={locale} messages={messages}>
          {children}
        </Providers>
      </body>
    </html>
  )
}
