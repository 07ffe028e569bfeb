'use client'
'use no memo'

import { measureElement, useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, use, useEffect, useReducer } from 'react'
import { RowsOnlyContext } from './table-frame.tsx'

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
/** How high the frame was that was last on screen; it is never higher than the window. */
let lastHeight: number | null = null

/** Renders only the rows in view, between two spacers of the height of all others. */
export function VirtualRows({ count, scrollRef, columnCount, children }: VirtualRowsProps) {
  const isRowsOnly = use(RowsOnlyContext)
  // At the first time the frame around is not there yet: it is found when this is rendered again.
  const [hasFrame, findFrame] = useReducer(() => true, false)
  const virtualizer = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    count,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeightPx,
    // Its rows are there at the first paint.
    initialRect: { width: 0, height: lastHeight ?? window.innerHeight },
    // To read the height of a row that just came in makes the browser lay out the page at once. Rows that are no cards are as
    // high as thought; the observer, which is called with what was laid out anyway, sets right one that is not.
    measureElement: (element, entry, instance) =>
      isRowsOnly && entry === undefined ? rowHeightPx : measureElement(element, entry, instance),
    overscan: hasFrame ? 4 : 0,
  })
  useEffect(findFrame, [])
  useEffect(() => {
    lastHeight = virtualizer.scrollRect?.height ?? lastHeight
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
