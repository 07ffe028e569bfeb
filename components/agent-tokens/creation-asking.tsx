'use client'
import { useTranslations } from 'next-intl'
import { Spinner } from '#components/ui/spinner.tsx'
import type { AskReason } from './create-attempt.ts'

/** What is going on while it is not known yet whether there is a token; read out when it changes. */
export function CreationAsking({ reason }: { reason: AskReason }) {
  const t = useTranslations('agentTokens.asking')
  return (
    <div role="status" className="flex min-h-24 items-start gap-2.5 py-2 text-body">
      <Spinner className="mt-0.5 text-text-faint" />
      <div className="min-w-0 space-y-1">
        <p className="font-medium">{t(`${reason}.title`)}</p>
        <p className="text-text-soft">{t(`${reason}.text`)}</p>
      </div>
    </div>
  )
}
