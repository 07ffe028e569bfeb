'use client'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useGitLabNow } from '#components/layout/use-gitlab-now.ts'
import { Callout } from '#components/ui/callout.tsx'
import { dayAndClockStyle, relativeTime } from '#components/ui/time-words.ts'
import { readServiceAccountToken, type TokenFacts, tokenUrgency } from './service-account-token.ts'

/** `undated`: as long as GitLab's time is not known, nothing is judged. */
const tones = {
  expired: 'bad',
  hours: 'bad',
  days: 'warn',
  fine: 'good',
  undated: 'info',
} as const

/** What a pasted token says about itself, read in the browser. Nothing is shown for a token that is no JWT. */
export function TokenInspector({ token }: { token: string }) {
  const facts = readServiceAccountToken(token)
  return facts && <Facts facts={facts} />
}

function useExpiry(facts: TokenFacts) {
  const t = useTranslations('clusterForm.token')
  const format = useFormatter()
  const locale = useLocale()
  const now = useGitLabNow()
  const urgency: keyof typeof tones = now === null ? 'undated' : tokenUrgency(facts, now)
  const words =
    facts.expiresAt === null
      ? t('noExpiry')
      : t(`expiry.${urgency}`, {
          distance: now === null ? '' : relativeTime(facts.expiresAt, now, locale),
          date: format.dateTime(facts.expiresAt, dayAndClockStyle),
        })
  return { urgency, words }
}

/** One line for a token that GitLab will not be able to use for long; nothing for any other. */
export function TokenWarning({ facts }: { facts: TokenFacts }) {
  const { urgency, words } = useExpiry(facts)
  return urgency !== 'fine' && urgency !== 'undated' && <p className="text-bad-text">{words}</p>
}

function Facts({ facts }: { facts: TokenFacts }) {
  const t = useTranslations('clusterForm.token')
  const { urgency, words } = useExpiry(facts)
  const tone = facts.kind === 'other' && urgency === 'fine' ? 'info' : tones[urgency]
  return (
    <Callout tone={tone} role="status" title={t(`kind.${facts.kind}`)}>
      <p>{words}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-meta">
        {facts.subject && (
          <>
            <dt>{t(facts.kind === 'other' ? 'subject' : 'account')}</dt>
            <dd className="font-mono break-all text-text">{facts.subject}</dd>
          </>
        )}
        {facts.issuer && (
          <>
            <dt>{t('issuer')}</dt>
            <dd className="font-mono break-all text-text">{facts.issuer}</dd>
          </>
        )}
      </dl>
      <p className="text-meta text-text-faint">{t('readLocally')}</p>
    </Callout>
  )
}
