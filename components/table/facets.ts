'use client'
'use no memo'

import type { RowData } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { createContext, use } from 'react'
import { type AppColumn, type AppRow, useTableContext } from './app-table.ts'
import { cellValues } from './cell-values.ts'
import { type CodedColumn, codeColumn, facetCounts } from './facet-counts.ts'
import type { Match } from './match-rows.ts'
import { noValue } from './no-value.ts'

/** Counts of the values of a column, over the rows that match at present. */
export type CountValues = (id: string) => ReadonlyMap<string, number>

/** Null until there are rows to count. */
export const CountValuesContext = createContext<CountValues | null>(null)

/** Counts for one set of rows; each column is read once, and then at every key only counted. */
export function valueCounter<T extends RowData>(
  all: readonly AppRow<T>[],
  columns: readonly AppColumn<T>[],
) {
  const coded = new Map<string, CodedColumn>()
  const code = (id: string) => {
    const column = columns.find((one) => one.id === id)
    return codeColumn(all, (row) => (column ? cellValues(column, row) : []))
  }
  return (match: Match<AppRow<T>>): CountValues =>
    (id) => {
      const column = coded.get(id) ?? code(id)
      coded.set(id, column)
      return facetCounts(match, id, column)
    }
}

/** A facet as far as it is known without counting rows. */
export interface Facet {
  id: string
  name: string
  chosen: readonly string[]
  /** What is chosen in words, in the order in which it is offered. */
  chosenLabels: readonly string[]
  /** One at most can be chosen. */
  isSingle: boolean
  labelOf: (value: string) => string
  choose: (values: readonly string[]) => void
}

/** The facets of the table, in the order of its columns. */
export function useFacets(): Facet[] {
  const t = useTranslations()
  const table = useTableContext()
  return table.getAllLeafColumns().flatMap(({ id, columnDef: { meta } }): Facet[] => {
    if (!meta?.facet && !meta?.range) return []
    const { label, facet, range } = meta
    const filter = table.state.columnFilters.find((one) => one.id === id)?.value
    const chosen = Array.isArray(filter) ? filter.map(String) : []
    const fixed = facet === 'values' ? undefined : facet
    const labelOf = (value: string) => {
      if (range) return t(range.label, { days: Number(value) })
      const key = fixed?.[value]
      if (key !== undefined) return t(key)
      return value === noValue ? t('table.noValue') : value
    }
    const inOrder = fixed ? Object.keys(fixed).filter((value) => chosen.includes(value)) : chosen
    return [
      {
        id,
        name: t(label),
        chosen,
        chosenLabels: inOrder.map(labelOf),
        isSingle: range !== undefined,
        labelOf,
        choose: (values) =>
          table.setColumnFilters((old) => [
            ...old.filter((one) => one.id !== id),
            ...(values.length > 0 ? [{ id, value: values }] : []),
          ]),
      },
    ]
  })
}

/** One value of a facet, with how many rows it would show given all other filters; null where that is not counted. */
export interface FacetOption {
  value: string
  label: string
  count: number | null
}

/** Counts what a facet offers. */
export function useFacetOptions({ id, chosen, labelOf }: Facet): FacetOption[] {
  const count = use(CountValuesContext)
  const meta = useTableContext().getColumn(id)?.columnDef.meta
  if (meta?.range) {
    const days = [...new Set([...meta.range.days.map(String), ...chosen])]
    return days.map((value) => ({ value, label: labelOf(value), count: null }))
  }
  const counts = count?.(id) ?? new Map<string, number>()
  const isFromRows = meta?.facet === 'values'
  const values = isFromRows
    ? new Set([...counts.keys(), ...chosen])
    : Object.keys(meta?.facet ?? {})
  const options = [...values].map((value) => ({
    value,
    label: labelOf(value),
    count: count && (counts.get(value) ?? 0),
  }))
  if (!isFromRows) return options
  return options.sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || a.label.localeCompare(b.label))
}
