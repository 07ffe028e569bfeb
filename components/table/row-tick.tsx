'use client'
'use no memo'

import { Checkbox } from '#components/ui/checkbox.tsx'

/** How rows are ticked; the same object as long as the table is the same. */
export interface RowTicks {
  /** `isRange` with Shift: all rows from the one ticked before on. */
  onTick: (id: string, isTicked: boolean, isRange: boolean) => void
}

interface RowTickProps {
  id: string
  label: string
  isTicked: boolean
  ticks: RowTicks
}

export function RowTick({ id, label, isTicked, ticks }: RowTickProps) {
  return (
    <Checkbox
      className="shrink-0 items-center!"
      checked={isTicked}
      label={<span className="sr-only">{label}</span>}
      onChange={({ target, nativeEvent }) => {
        const isRange = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey
        ticks.onTick(id, target.checked, isRange)
      }}
    />
  )
}
