import { createParser, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'

/** What the grammar of a table's URL must know about its columns. */
export interface UrlColumns {
  /** Every column that can be shown or hidden, in the order of the table. */
  hideable: readonly string[]
  hiddenAtFirst: readonly string[]
  sortable: readonly string[]
  /**
   * Facet column → its values; `values` where the rows tell which there are, `number` for one number. Each becomes a
   * parameter of the same name.
   */
  facets: Readonly<Record<string, readonly string[] | 'values' | 'number'>>
  sort: Sort
  /** Columns that rows can be grouped by. */
  groups?: readonly string[]
  /** Rows of a page at first; 50 unless told. */
  size?: PageSize
}

export interface Sort {
  id: string
  desc: boolean
}

export const pageSizes = ['25', '50', '100', '500', 'all'] as const
export type PageSize = (typeof pageSizes)[number]

/** Rows of a page; `Infinity` for all. */
export const rowsOf = (size: PageSize): number => (size === 'all' ? Infinity : Number(size))

/** `name` or, descending, `-name`. */
const sortParser = (sortable: readonly string[]) =>
  createParser<Sort>({
    parse(value) {
      const desc = value.startsWith('-')
      const id = desc ? value.slice(1) : value
      return sortable.includes(id) ? { id, desc } : null
    },
    serialize: ({ id, desc }) => `${desc ? '-' : ''}${id}`,
    eq: (a, b) => a.id === b.id && a.desc === b.desc,
  })

const pageParser = createParser<number>({
  parse: (value) => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : null),
  serialize: String,
})

/**
 * `q`, `sort`, `columns`, `page`, `size` and `group`, each left out while it has its first value. Without `columns` nobody has
 * chosen any: the usual ones are shown, as many as fit. Chosen ones stay, even when they are the usual ones.
 */
function viewParsers(columns: UrlColumns) {
  return {
    q: parseAsString.withDefault(''),
    sort: sortParser(columns.sortable).withDefault(columns.sort),
    columns: parseAsArrayOf(parseAsStringLiteral(columns.hideable)),
    page: pageParser.withDefault(1),
    size: parseAsStringLiteral(pageSizes).withDefault(columns.size ?? '50'),
    group: parseAsStringLiteral(columns.groups ?? []),
  }
}

const numberParser = createParser<string>({
  parse: (value) => (/^\d{1,5}$/.test(value) ? value : null),
  serialize: String,
})

function valueParser(values: UrlColumns['facets'][string]) {
  if (values === 'values') return parseAsString
  return values === 'number' ? numberParser : parseAsStringLiteral(values)
}

/** One parameter a facet, `status=enabled,disabled`; values that cannot exist are dropped. */
function facetParsers(facets: UrlColumns['facets']) {
  return Object.fromEntries(
    Object.entries(facets).map(([id, values]) => [
      id,
      parseAsArrayOf<string>(valueParser(values)).withDefault([]),
    ]),
  )
}

/** The grammar of one table's URL: a link is a view. What cannot be read falls back to the first value. */
export function tableUrl(columns: UrlColumns) {
  return { view: viewParsers(columns), facets: facetParsers(columns.facets), columns }
}
export type TableUrl = ReturnType<typeof tableUrl>
