'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useToasts } from '#components/ui/toaster.tsx'
import { makeQueryClient } from '#lib/client/query-client.ts'
import { ProblemFacts, useProblemText } from './problem-text.tsx'

/** Gives the page its query client, and tells failures that no view shows by itself as toasts. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('shell')
  const toasts = useToasts()
  const textOf = useProblemText()
  function tell(error: Error, isStale: boolean) {
    const { title, action, requestId } = textOf(error)
    toasts.add({
      tone: isStale ? 'warn' : 'bad',
      title,
      description: <ProblemFacts text={isStale ? t('staleData') : action} requestId={requestId} />,
    })
  }
  // The client outlives a change of language, so it always asks for the newest words.
  const latest = useRef(tell)
  useEffect(() => {
    latest.current = tell
  })
  const [client] = useState(() =>
    makeQueryClient({
      mutationFailed: (error) => latest.current(error, false),
      refetchFailed: (error) => latest.current(error, true),
    }),
  )
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
