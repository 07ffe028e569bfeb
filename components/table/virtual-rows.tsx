'use client'
'use no memo'

import { useVirtualizer } from '@tanstack/react-virtual'
import type { ReactNode, RefObject } from 'react'

export interface VirtualPlace {
  index: number
  /** Measures the row, whose height differs where rows are cards. */
  ref: (element: HTMLTableRowElement | null) => void
}

interface VirtualRowsProps {
  count: number
  scrollRef: RefObject<HTMLElement | null>
  columnCount: number
  children: (place: VirtualPlace) => ReactNode
}

const rowHeightPx = 36

/** Renders only the rows in view, between two spacers of the height of all others. */
export function VirtualRows({ count, scrollRef, columnCount, children }: VirtualRowsProps) {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeightPx,
    overscan: 4,
  })
  const items = virtualizer.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <tbody className="max-sm:block">
      <Spacer height={before} columnCount={columnCount} />
      {items.map(({ index }) => children({ index, ref: virtualizer.measureElement }))}
      <Spacer height={after} columnCount={columnCount} />
    </tbody>
  )
}

function Spacer({ height, columnCount }: { height: number; columnCount: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden className="max-sm:block">
      <td colSpan={columnCount} style={{ height }} className="p-0 max-sm:block" />
    </tr>
  )
}
