'use client'
import { useTranslations } from 'next-intl'
import type { BulkPlan } from './bulk-plan.ts'
import { ItemName } from './bulk-steps.tsx'

/** The selected rows that are left alone, by the reason. */
export function BulkLeft({ left }: Pick<BulkPlan, 'left'>) {
  const t = useTranslations('fleet.bulk')
  if (left.length === 0) return null
  const reasons = Map.groupBy(left, ({ why }) => why)
  return (
    <section className="text-table">
      <h3 className="mb-1 text-meta font-medium text-text-faint">
        {t('left', { count: left.length })}
      </h3>
      {[...reasons].map(([why, rows]) => (
        <details key={why} className="py-0.5">
          <summary className="cursor-default text-text-soft">
            {t(`why.${why}`)} ({rows.length})
          </summary>
          <ul className="list-disc pl-6">
            {rows.map(({ item }) => (
              <li key={item.key} className="break-words">
                <ItemName item={item} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}
