'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import type { AgentToken } from '#lib/contract/agent-token.ts'

/** A token as sentences of the wizard name it: two tokens may have the same name, their numbers differ. */
export const tokenName = ({ id, name }: Pick<AgentToken, 'id' | 'name'>): string =>
  `${shownName(name)} (#${id})`

/** The tag `<b>` of the wizard's sentences, around names of tokens. */
export const bold = (chunks: ReactNode) => (
  <span className="font-medium wrap-anywhere text-text">{chunks}</span>
)

interface UsedProps {
  token: Pick<AgentToken, 'last_used_at'>
  /** Epoch milliseconds, by GitLab's clock. */
  now: number
}

/** "last used 2 minutes ago", within a sentence. */
export function Used({ token, now }: UsedProps) {
  const t = useTranslations('rotation.used')
  const { last_used_at: at } = token
  if (at === null) return t('never')
  return t.rich('last', { when: () => <Time iso={at} now={now} /> })
}
