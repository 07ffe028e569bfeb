'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useToasts } from '#components/ui/toaster.tsx'
import {
  browserSurroundings,
  queryAilments,
  scanAilments,
  writeAilments,
} from '#lib/client/ailments.ts'
import { createHealing } from '#lib/client/healing.ts'
import { makeQueryClient } from '#lib/client/query-client.ts'
import { useProblemToast } from './problem-toast.tsx'
import { HealerContext } from './use-healing.ts'

/** Gives the page its query client, tries failed readings again, and tells failures that no view shows by itself as toasts. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('shell')
  const toasts = useToasts()
  const tellProblem = useProblemToast()
  const told = useRef(new Set<string>())
  const voice = {
    mutationFailed(error: Error) {
      told.current.add(tellProblem(error))
    },
    mutationSucceeded() {
      for (const id of told.current) toasts.close(id)
      told.current.clear()
    },
    refetchFailed(error: Error) {
      tellProblem(error, { tone: 'warn', text: t('staleData') })
    },
  }
  // The client outlives a change of language, so it always asks for the newest words.
  const latest = useRef(voice)
  useEffect(() => {
    latest.current = voice
  })
  const [client] = useState(() =>
    makeQueryClient({
      mutationFailed: (error) => latest.current.mutationFailed(error),
      mutationSucceeded: () => latest.current.mutationSucceeded(),
      refetchFailed: (error) => latest.current.refetchFailed(error),
    }),
  )
  const [healer] = useState(() =>
    createHealing(
      [queryAilments(client), writeAilments(client), scanAilments],
      browserSurroundings,
    ),
  )
  useEffect(() => healer.start(), [healer])
  return (
    <QueryClientProvider client={client}>
      <HealerContext value={healer}>{children}</HealerContext>
    </QueryClientProvider>
  )
}
