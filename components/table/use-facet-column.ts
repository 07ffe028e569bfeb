'use client'
'use no memo'

import { useId, useState } from 'react'
import type { CountValues } from './facets.ts'
import { useAfterPaint } from './use-after-paint.ts'

/** The facets beside the table, the switch that opens and closes them, and their counts. */
export function useFacetColumn(isWanted: boolean, count: CountValues | null) {
  const id = useId()
  const [isOpen, setOpen] = useState(true)
  return {
    id,
    isOpen: isWanted && isOpen,
    // The counts follow the rows a moment later instead of holding up what is typed.
    count: useAfterPaint(count),
    toggle: isWanted ? { id, isOpen, onToggle: () => setOpen(!isOpen) } : undefined,
  }
}
