'use client'
import { Eye } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Scope } from '#lib/contract/scope.ts'
import { StatePanel } from './state-panel.tsx'
import type { Barrier, Leave } from './use-may.ts'

const isBarrier = (leave: Leave): leave is Barrier => leave !== 'granted' && leave !== 'asking'

/** The sentence that says why nothing can be changed here. */
function useBarrierText(scope: Scope): (barrier: Barrier) => string {
  const t = useTranslations('rights')
  return (barrier) => t(barrier === 'role' ? `role.${scope.kind}` : `${barrier}.text`)
}

interface MayNotProps {
  scope: Scope
  leave: Leave
}

/** One line where the role is what is missing; what holds on every page stands above all of them. */
export function MayNotLine({ scope, leave }: MayNotProps) {
  const text = useBarrierText(scope)
  if (leave !== 'role') return null
  return (
    <p className="flex items-start gap-1.5 text-text-soft">
      <Eye aria-hidden className="mt-0.5 size-4 shrink-0 text-text-faint" />
      {text('role')}
    </p>
  )
}

/** In place of a form that could not be sent: why, and the way back. */
export function MayNotPanel({ scope, leave, actions }: MayNotProps & { actions: ReactNode }) {
  const t = useTranslations('rights')
  const text = useBarrierText(scope)
  if (!isBarrier(leave)) return null
  return (
    <StatePanel
      icon={Eye}
      title={t(`${leave}.title`)}
      text={<p>{text(leave)}</p>}
      actions={actions}
    />
  )
}
