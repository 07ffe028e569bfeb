'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { shownName } from '#components/ui/shown-name.ts'
import type { BulkStep } from './bulk-plan.ts'
import { KindCell, StatusCell } from './fleet-cells.tsx'
import type { FleetItem } from './fleet-item.ts'

/** Name and place of a row in one line, as it stands in lists of a dialog. */
export function ItemName({ item }: { item: FleetItem }) {
  const t = useTranslations('shell')
  return (
    <>
      <span className="font-medium">{shownName(item.row.name)}</span>{' '}
      <span className="text-meta text-text-faint">
        {item.path === '' ? t('instance') : shownName(item.path)}
      </span>
    </>
  )
}

interface BulkStepsProps {
  steps: readonly BulkStep[]
  label: string
  /** How each stands, in place of what the row is. */
  state?: (step: BulkStep) => ReactNode
}

/** Every write of a plan, one a line. */
export function BulkSteps({ steps, label, state }: BulkStepsProps) {
  const t = useTranslations('fleet.bulk')
  return (
    <section>
      <h3 className="mb-1 text-meta font-medium text-text-faint">{label}</h3>
      <ul
        aria-label={label}
        className="divide-y divide-line rounded-control border border-line text-table"
      >
        {steps.map((step) => (
          <li key={step.id} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-2.5 py-1.5">
            <span className="min-w-0 flex-1 basis-48 break-words">
              <ItemName item={step.item} />
              {step.token && (
                <span className="block text-meta text-text-soft">
                  {t('token', { name: shownName(step.token.name), id: String(step.token.id) })}
                </span>
              )}
            </span>
            {state ? (
              state(step)
            ) : (
              <span className="flex items-center gap-x-2">
                <KindCell item={step.item} />
                <StatusCell item={step.item} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
