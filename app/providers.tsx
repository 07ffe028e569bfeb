'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import type { Locale, Messages } from 'next-intl'
import { NextIntlClientProvider } from 'next-intl'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { QueryProvider } from '#components/layout/query-provider.tsx'
import { Toaster } from '#components/ui/toaster.tsx'
import { TooltipProvider } from '#components/ui/tooltip.tsx'

interface ProvidersProps {
  nonce: string | undefined
  locale: Locale
  messages: Messages
  children: ReactNode
}

// Only the browser knows the reader's zone. The server renders no dates, so the two never meet.
const timeZone =
  typeof window === 'undefined' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone

export function Providers({ nonce, locale, messages, children }: ProvidersProps) {
  return (
    <ThemeProvider attribute="class" nonce={nonce} disableTransitionOnChange>
      <CSPProvider nonce={nonce} disableStyleElements>
        <NextIntlClientProvider locale={locale} messages={messages} timeZone={timeZone}>
          <NuqsAdapter>
            <TooltipProvider>
              <Toaster>
                <QueryProvider>{children}</QueryProvider>
              </Toaster>
            </TooltipProvider>
          </NuqsAdapter>
        </NextIntlClientProvider>
      </CSPProvider>
    </ThemeProvider>
  )
}
