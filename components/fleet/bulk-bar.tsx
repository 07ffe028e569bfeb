'use client'
import { CircleSlash, KeyRound, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { MatchingRows } from '#components/table/data-table.tsx'
import { Button } from '#components/ui/button.tsx'
import { BulkModal } from './bulk-modal.tsx'
import { type BulkAction, bulkActions, planBulk } from './bulk-plan.ts'
import type { FleetItem } from './fleet-item.ts'

interface BulkBarProps {
  items: readonly FleetItem[]
  selected: ReadonlySet<string>
  onSelect: (keys: ReadonlySet<string>) => void
  matching: MatchingRows<FleetItem>
}

const icons = { disable: CircleSlash, revoke: KeyRound, delete: Trash2 }

/** What can be done with the rows that are ticked; there as long as any is. */
export function BulkBar({ items, selected, onSelect, matching }: BulkBarProps) {
  const t = useTranslations('fleet.bulk')
  const [action, setAction] = useState<BulkAction>('disable')
  const [isOpen, setOpen] = useState(false)
  const chosen = items.filter(({ key }) => selected.has(key))
  if (chosen.length === 0 && !isOpen) return null
  return (
    <section
      aria-label={t('label')}
      className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-panel border border-accent/45 bg-accent-soft px-3 py-2"
    >
      <p role="status" className="font-medium tabular-nums">
        {t('selected', { count: chosen.length, total: matching.count })}
      </p>
      <span className="flex flex-wrap gap-1">
        {chosen.length < matching.count && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => onSelect(new Set(matching.read().map(({ key }) => key)))}
          >
            {t('selectAll', { count: matching.count })}
          </Button>
        )}
        <Button size="sm" variant="ghost" onClick={() => onSelect(new Set())}>
          {t('clear')}
        </Button>
      </span>
      <span className="ml-auto flex flex-wrap gap-2">
        {bulkActions.map((one) => (
          <Button
            key={one}
            size="sm"
            icon={icons[one]}
            onClick={() => {
              setAction(one)
              setOpen(true)
            }}
          >
            {t(`actions.${one}`)}
          </Button>
        ))}
      </span>
      {isOpen && (
        <BulkModal
          plan={planBulk(action, chosen)}
          onClose={() => setOpen(false)}
          onDone={() => onSelect(new Set())}
        />
      )}
    </section>
  )
}
