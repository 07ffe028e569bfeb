'use client'
'use no memo'

import { useDeferredValue, useId, useState } from 'react'

/** The facets beside the table and the switch that opens and closes them; `version` changes with what they count. */
export function useFacetColumn(isWanted: boolean, version: unknown) {
  const id = useId()
  const [isOpen, setOpen] = useState(true)
  // The counts follow the rows a moment later instead of holding up what is typed.
  const deferred = useDeferredValue(version)
  return {
    isOpen: isWanted && isOpen,
    column: { id, version: deferred },
    toggle: isWanted ? { id, isOpen, onToggle: () => setOpen(!isOpen) } : undefined,
  }
}
