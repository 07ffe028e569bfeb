'use client'
'use no memo'

import type {
  ColumnFiltersState,
  ColumnVisibilityState,
  SortingState,
  Updater,
} from '@tanstack/react-table'
import { functionalUpdate } from '@tanstack/react-table'
import { debounce, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { type PageSize, rowsOf, type TableUrl } from './table-url.ts'

const toFilters = (facets: Record<string, string[]>): ColumnFiltersState =>
  Object.entries(facets).flatMap(([id, value]) => (value.length > 0 ? [{ id, value }] : []))

const chosen = (value: unknown) => (Array.isArray(value) ? value.map(String) : null)

const toVisibility = (hideable: readonly string[], shown: readonly string[]) =>
  Object.fromEntries(hideable.map((id) => [id, shown.includes(id)]))

/**
 * A table's state as it stands in the URL, in the shape of the library's controlled state, with its change handlers.
 * `goneBeside` names the columns that do not fit, given the one sorted by; chosen ones never go. Typing replaces the history entry, every other change adds one; each but paging leads to the first page.
 */
export function useTableUrl(
  { view: viewParsers, facets: facetParsers, columns }: TableUrl,
  goneBeside: (sortedBy: string) => readonly string[],
) {
  const [view, setView] = useQueryStates(viewParsers, { history: 'push' })
  const [facets, setFacets] = useQueryStates(facetParsers, { history: 'push' })
  const filterIds = Object.keys(facetParsers)

  const sorting = useMemo(() => [view.sort], [view.sort])
  const columnFilters = useMemo(() => toFilters(facets), [facets])
  const gone = goneBeside(view.sort.id)
  const fitting = columns.hideable.filter(
    (id) => !columns.hiddenAtFirst.includes(id) && !gone.includes(id),
  )
  const shownList = (view.columns ?? fitting).join(',')
  const columnVisibility = useMemo(
    () => toVisibility(columns.hideable, shownList.split(',')),
    [columns.hideable, shownList],
  )
  const change = (update: Promise<URLSearchParams>) => void update

  return {
    state: { globalFilter: view.q, sorting, columnFilters, columnVisibility },
    page: view.page,
    size: view.size,
    // Groups of one page would pass for groups of all rows.
    rowsPerPage: view.group === null ? rowsOf(view.size) : Number.POSITIVE_INFINITY,
    group: view.group,
    setGroup: (group: string | null) => change(setView({ group, page: null })),
    isFiltered: view.q !== '' || columnFilters.length > 0,
    handlers: {
      onGlobalFilterChange: (updater: Updater<string>) =>
        change(
          setView((old) => ({ q: functionalUpdate(updater, old.q), page: null }), {
            history: 'replace',
            limitUrlUpdates: debounce(250),
          }),
        ),
      onSortingChange: (updater: Updater<SortingState>) =>
        change(
          setView((old) => ({
            sort: functionalUpdate(updater, [old.sort])[0] ?? null,
            page: null,
          })),
        ),
      onColumnFiltersChange(updater: Updater<ColumnFiltersState>) {
        change(setView({ page: null }))
        change(
          setFacets((old) => {
            const filters = functionalUpdate(updater, toFilters(old))
            return Object.fromEntries(
              filterIds.map((id) => [id, chosen(filters.find((f) => f.id === id)?.value)]),
            )
          }),
        )
      },
      onColumnVisibilityChange: (updater: Updater<ColumnVisibilityState>) =>
        change(
          setView((old) => {
            const before = toVisibility(columns.hideable, old.columns ?? fitting)
            const after = functionalUpdate(updater, before)
            const shown = columns.hideable.filter((id) => after[id] !== false)
            // Back at what is shown anyway nothing is chosen any more.
            return { columns: shown.join() === fitting.join() ? null : shown }
          }),
        ),
    },
    setPage: (page: number) => change(setView({ page })),
    setSize: (size: PageSize) => change(setView({ size, page: null })),
    clear() {
      change(setView({ q: null, page: null }))
      change(setFacets(null))
    },
    /** Shows exactly the rows with one value of one facet; order and columns stay. */
    showOnly(facet: string, value: string) {
      change(setView({ q: null, page: null }))
      change(
        setFacets({ ...Object.fromEntries(filterIds.map((id) => [id, null])), [facet]: [value] }),
      )
    },
    resetColumns: () => change(setView({ columns: null })),
  }
}
