'use client'
'use no memo'

import { useDeferredValue, useId, useState } from 'react'
import type { CountValues } from './facets.ts'

/** The facets beside the table, the switch that opens and closes them, and their counts. */
export function useFacetColumn(isWanted: boolean, count: CountValues | null) {
  const id = useId()
  const [isOpen, setOpen] = useState(true)
  return {
    id,
    isOpen: isWanted && isOpen,
    // The counts follow the rows a moment later instead of holding up what is typed.
    count: useDeferredValue(count),
    toggle: isWanted ? { id, isOpen, onToggle: () => setOpen(!isOpen) } : undefined,
  }
}
