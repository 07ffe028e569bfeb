'use client'
import { CircleSlash, PlugZap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Spinner } from '#components/ui/spinner.tsx'
import { Time } from '#components/ui/time.tsx'
import type { FirstContact as Contact } from './use-first-contact.ts'
import { useTokenNow } from './use-token-now.ts'

/** One live line: waiting for the agent, or that it came; read out when it changes. */
export function FirstContact({ contact }: { contact: Contact }) {
  const t = useTranslations('agentTokens.contact')
  return (
    <div role="status" className="flex min-h-5 items-start sm:min-h-10 gap-2 text-body">
      {contact.state === 'waiting' && (
        <>
          <Spinner className="mt-0.5 text-text-faint" />
          <span className="min-w-0">
            {t('waiting')}
            <span className="block text-meta text-text-soft max-sm:hidden">
              {t(contact.hasFailed ? 'failed' : 'waitingText')}
            </span>
          </span>
        </>
      )}
      {contact.state === 'connected' && <Connected contact={contact} />}
      {contact.state === 'revoked' && (
        <>
          <CircleSlash aria-hidden className="mt-0.5 size-4 shrink-0 text-warn-text" />
          <span className="min-w-0">
            <span className="font-medium text-warn-text">{t('revoked')}</span>
            <span className="block text-meta text-text-soft">{t('revokedText')}</span>
          </span>
        </>
      )}
    </div>
  )
}

function Connected({ contact }: { contact: Extract<Contact, { state: 'connected' }> }) {
  const t = useTranslations('agentTokens.contact')
  const now = useTokenNow(contact.asOf, contact.checkedAt)
  return (
    <>
      <PlugZap aria-hidden className="mt-0.5 size-4 shrink-0 text-good-text" />
      <span className="min-w-0">
        <span className="font-medium text-good-text">{t('connected')}</span>
        {' · '}
        <Time iso={contact.lastUsedAt} now={now} />
        <span className="block text-meta text-text-soft">{t('connectedText')}</span>
      </span>
    </>
  )
}
