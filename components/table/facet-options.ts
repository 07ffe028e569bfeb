'use client'
'use no memo'

import { useFormatter, useTranslations } from 'next-intl'
import { useTableContext } from './app-table.ts'
import { noValue } from './no-value.ts'

/** One value of a facet, with how many rows it would show given all other filters; null where that is not counted. */
export interface FacetOption {
  value: string
  label: string
  count: number | null
}

export interface Facet {
  id: string
  name: string
  options: FacetOption[]
  chosen: readonly string[]
  /** One at most can be chosen. */
  isSingle: boolean
  choose: (values: readonly string[]) => void
}

/** Gives what a facet column offers; `id` must be one. */
export function useFacet(): (id: string) => Facet | null {
  const t = useTranslations()
  const format = useFormatter()
  const table = useTableContext()
  return (id) => {
    const column = table.getColumn(id)
    const meta = column?.columnDef.meta
    if (column === undefined || meta === undefined) return null
    const filter = table.state.columnFilters.find((one) => one.id === id)?.value
    const chosen = Array.isArray(filter) ? filter.map(String) : []
    const facet = {
      id,
      name: t(meta.label),
      chosen,
      choose: (values: readonly string[]) =>
        column.setFilterValue(values.length > 0 ? values : undefined),
    }
    const { range } = meta
    if (range) {
      const days = [...new Set([...range.days.map(String), ...chosen])]
      const options = days.map((value) => ({
        value,
        label: t(range.label, { days: format.number(Number(value)) }),
        count: null,
      }))
      return { ...facet, isSingle: true, options }
    }
    const counts = column.getFacetedUniqueValues()
    const countOf = (value: string) => counts.get(value) ?? 0
    if (meta.facet !== 'values') {
      const options = Object.entries(meta.facet ?? {}).map(([value, key]) => ({
        value,
        label: t(key),
        count: countOf(value),
      }))
      return { ...facet, isSingle: false, options }
    }
    const values = new Set([...counts.keys()].map(String))
    for (const value of chosen) values.add(value)
    const options = [...values]
      .map((value) => ({
        value,
        label: value === noValue ? t('table.noValue') : value,
        count: countOf(value),
      }))
      .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label))
    return { ...facet, isSingle: false, options }
  }
}

/** The columns that are facets, in the order of the table. */
export function useFacetIds(): string[] {
  return useTableContext()
    .getAllLeafColumns()
    .flatMap(({ id, columnDef: { meta } }) => (meta?.facet || meta?.range ? [id] : []))
}
