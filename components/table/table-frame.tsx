'use client'
'use no memo'

import clsx from 'clsx'
import { createContext, type MouseEvent, type ReactNode, use } from 'react'

/*
 * The geometry of the table, shared by rows and skeleton so that nothing jumps: 36 px rows; under 640 px each row is
 * a card with the same facts in the same order.
 */
const pinned =
  // A pinned cell is a layer of its own, which a browser pays for in every frame of scrolling: only where it has a use.
  'sm:group-data-wide/scroll:sticky sm:group-data-wide/scroll:z-1 sm:bg-panel sm:group-hover/row:bg-[linear-gradient(var(--color-hover),var(--color-hover))]'

/** Where there is more to scroll to, the pinned cell casts a shadow on what goes under it; never above or below. */
export const pinnedStart =
  'sm:group-data-wide/scroll:[clip-path:inset(0_-12px_0_0)] sm:transition-shadow sm:group-data-more-start/scroll:shadow-[6px_0_8px_-5px_oklch(0.2_0.03_272/26%)] dark:sm:group-data-more-start/scroll:shadow-[6px_0_8px_-5px_oklch(0_0_0/80%)]'
export const pinnedEnd =
  'sm:group-data-wide/scroll:[clip-path:inset(0_0_0_-12px)] sm:transition-shadow sm:group-data-more-end/scroll:shadow-[-6px_0_8px_-5px_oklch(0.2_0.03_272/26%)] dark:sm:group-data-more-end/scroll:shadow-[-6px_0_8px_-5px_oklch(0_0_0/80%)]'

interface RowFrameProps {
  children: ReactNode
  isSkeleton?: boolean
  index?: number
  ref?: (element: HTMLTableRowElement | null) => void
  /** Position among all rows, from 1, when not all are in the page. */
  rowIndex?: number
  /** Undefined where rows cannot be selected. */
  isSelected?: boolean
  /** A press anywhere on the row but on a control of it; the row needs a button that does the same. */
  onPress?: () => void
}

/** Whether a press was meant for the row: not for a control in it, and not the end of selecting text. */
const isForRow = ({ target, currentTarget }: MouseEvent) =>
  target instanceof Element &&
  // React hands on what happens in a menu or dialog of the row, which stands elsewhere in the page.
  currentTarget.contains(target) &&
  target.closest('a, button, input, label') === null &&
  window.getSelection()?.isCollapsed !== false

export function RowFrame(props: RowFrameProps) {
  const { children, isSkeleton = false, index, ref, rowIndex, isSelected, onPress } = props
  return (
    <tr
      onClick={
        onPress &&
        ((event) => {
          if (isForRow(event)) onPress()
        })
      }
      ref={ref}
      data-index={index}
      aria-rowindex={rowIndex}
      className={clsx(
        'group/row max-sm:relative max-sm:block max-sm:space-y-1 max-sm:border-b max-sm:border-line max-sm:p-3 max-sm:last:border-b-0',
        !isSkeleton && 'sm:hover:bg-hover',
        isSelected && 'bg-accent-soft/60',
        onPress && 'cursor-pointer',
      )}
    >
      {children}
    </tr>
  )
}

const cellClass =
  'h-9 overflow-hidden border-line px-2 text-left font-normal sm:whitespace-nowrap sm:first:pl-3 max-sm:flex max-sm:h-auto max-sm:min-h-6 max-sm:items-center max-sm:gap-3 max-sm:p-0 sm:border-b sm:group-last/row:border-b-0'

const contentClass = 'min-w-0 flex-1 wrap-anywhere sm:truncate'

/** A cell of a row that is known to be no card needs nothing inside that only a card has. */
const rowCellClass =
  'h-9 truncate border-b border-line px-2 text-left font-normal first:pl-3 group-last/row:border-b-0'

/** True where the page has measured that rows are rows and not cards. */
export const RowsOnlyContext = createContext(false)

interface CellFrameProps {
  children: ReactNode
  /** Name of the column, shown in cards only. */
  label: string
  isRowHeader?: boolean
  /** Before the content of a row header, such as its tick. */
  start?: ReactNode
}

export function CellFrame({ children, label, isRowHeader = false, start }: CellFrameProps) {
  const isRowsOnly = use(RowsOnlyContext)
  if (isRowHeader) {
    return (
      <th scope="row" className={clsx(cellClass, pinned, pinnedStart, 'left-0 max-sm:pr-10')}>
        {start ? (
          <div className="flex min-w-0 items-center gap-2 max-sm:flex-1">
            {start}
            <div className={contentClass}>{children}</div>
          </div>
        ) : (
          <div className={contentClass}>{children}</div>
        )}
      </th>
    )
  }
  if (isRowsOnly) return <td className={rowCellClass}>{children}</td>
  return (
    <td className={cellClass}>
      <span className="w-28 shrink-0 truncate text-meta text-text-faint sm:hidden">{label}</span>
      <div className={contentClass}>{children}</div>
    </td>
  )
}

/** The last cell: what can be done with the row. Always in reach, however far the table is scrolled. */
export function ActionFrame({ children }: { children: ReactNode }) {
  return (
    <td
      className={clsx(
        cellClass,
        pinned,
        pinnedEnd,
        'right-0 overflow-visible! px-1! text-right! max-sm:absolute max-sm:top-2 max-sm:right-2',
      )}
    >
      {children}
    </td>
  )
}
