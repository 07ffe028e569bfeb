'use client'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Time } from '#components/ui/time.tsx'
import type { AgentEvidence } from '#lib/contract/agent.ts'
import { maxActiveTokens } from '#lib/contract/agent-token.ts'

interface SlotsProps {
  evidence: AgentEvidence
  /** Shown before the age of the oldest token, which gives way to it where both do not fit. */
  mark?: ReactNode
}

/** How many of an agent's token slots are taken, and how old the oldest token is. */
export function AgentTokenSlots({ evidence, mark }: SlotsProps) {
  const t = useTranslations('agents.slots')
  const { tokens } = evidence
  if (tokens === null) return null
  const slots = Math.max(maxActiveTokens, tokens.active)
  return (
    <span className="flex max-w-full flex-wrap items-center gap-x-2 overflow-hidden sm:h-6">
      <span className="inline-flex h-6 items-center gap-x-1.5">
        <span aria-hidden className="inline-flex gap-0.5">
          {Array.from({ length: slots }, (_, slot) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
              key={slot}
              className={clsx(
                'h-3 w-1.5 rounded-[2px] border',
                slot < tokens.active ? 'border-text-soft bg-text-soft' : 'border-line-strong',
              )}
            />
          ))}
        </span>
        <span aria-hidden className="whitespace-nowrap tabular-nums">
          {tokens.active}/{maxActiveTokens}
        </span>
        <span className="sr-only">
          {t('used', { active: tokens.active, max: maxActiveTokens })}
        </span>
      </span>
      {mark}
      {tokens.oldest_created_at && (
        <span className="text-meta whitespace-nowrap text-text-faint">
          {tokens.active > 1 && <span className="max-sm:sr-only">{t('oldest')} </span>}
          <Time iso={tokens.oldest_created_at} now={evidence.as_of} />
        </span>
      )}
    </span>
  )
}
