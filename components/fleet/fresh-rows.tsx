'use client'
import { ArrowDownToLine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'

/** Rows that came in wait behind this button instead of moving those that somebody looks at. */
export function FreshRows({ scan }: { scan: FleetSnapshot }) {
  const t = useTranslations('fleet.fresh')
  const { fresh, gone, isOlder, step, rows } = scan
  const isOver = step === 'finished' || step === 'stopped'
  if (rows === null || (isOlder ? !isOver : fresh === 0)) return null
  const result = fresh + gone > 0 ? t('result', { fresh, gone }) : t('sameRows')
  const words = isOlder ? result : t('rows', { count: fresh })
  return (
    <span role="status">
      <Button
        size="sm"
        icon={ArrowDownToLine}
        className="border-accent/45! bg-accent-soft! text-accent-text!"
        onClick={() => fleetScan.show()}
      >
        {words}
      </Button>
    </span>
  )
}
