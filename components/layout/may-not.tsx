'use client'
import { Eye } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Scope } from '#lib/contract/scope.ts'
import { StatePanel } from './state-panel.tsx'
import type { Barrier, Leave } from './use-may.ts'

const isBarrier = (leave: Leave): leave is Barrier => leave !== 'granted' && leave !== 'asking'

interface MayNotProps {
  scope: Scope
  leave: Leave
}

/** One line where the role is what is missing; what holds on every page stands above all of them. */
export function MayNotLine({ scope, leave }: MayNotProps) {
  const t = useTranslations('rights.role')
  if (leave !== 'role') return null
  return (
    <p className="flex items-start gap-1.5 text-text-soft">
      <Eye aria-hidden className="mt-0.5 size-4 shrink-0 text-text-faint" />
      {t('line', { text: t(`text.${scope.kind}`) })}
    </p>
  )
}

/** In place of a form that could not be sent: why, and the way back. */
export function MayNotPanel({ scope, leave, actions }: MayNotProps & { actions: ReactNode }) {
  const t = useTranslations('rights')
  if (!isBarrier(leave)) return null
  return (
    <StatePanel
      icon={Eye}
      title={t(`${leave}.title`)}
      text={<p>{t(leave === 'role' ? `role.text.${scope.kind}` : `${leave}.text`)}</p>}
      actions={actions}
    />
  )
}
