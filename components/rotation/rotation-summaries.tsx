'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AgentToken } from '#lib/contract/agent-token.ts'
import type { RotationStep } from '#lib/contract/rotation.ts'
import type { ReadRotation } from './read-rotation.ts'
import { bold, tokenName } from './rotation-token-name.tsx'

type Summaries = Partial<Record<RotationStep, ReactNode>>

/** What became of the steps that are behind, one line each. */
export function useRotationSummaries(): (read: ReadRotation) => Summaries {
  const t = useTranslations('rotation.summaries')
  const replaced = (id: number) => t('replaced', { id })
  const old = (token: AgentToken) => t.rich('old', { old: tokenName(token), b: bold })
  const created = (token: AgentToken) => t.rich('created', { token: tokenName(token), b: bold })
  return ({ rotation }) => {
    switch (rotation.kind) {
      case 'refused':
      case 'free':
        return {}
      case 'create':
        return { look: t.rich('live', { live: tokenName(rotation.live), b: bold }) }
      case 'install':
        return {
          look: rotation.old ? old(rotation.old) : replaced(rotation.replaced),
          create: created(rotation.replacement),
        }
      case 'watch':
      case 'revoke':
        return { look: old(rotation.old), create: created(rotation.replacement) }
      case 'done':
        return {
          create: created(rotation.replacement),
          revoke: replaced(rotation.replaced),
        }
    }
  }
}
