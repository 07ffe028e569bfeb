import { GraphQLError } from 'graphql'

// §8.5: page size, also where neither `first` nor `last` is given.
export const MAX_PAGE = 100

/** Arguments of every connection. */
export interface PageArgs {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
}

type Cursor = Readonly<Record<string, string | number | null>>

/** In which order rows stand; a cursor holds the values that the order compares, so a deleted row does no harm. */
export interface Order<T> {
  cursorOf(row: T): Cursor
  compare(a: Cursor, b: Cursor): number
}

/** By id, lowest first. */
export const byId: Order<{ id: number }> = {
  cursorOf: ({ id }) => ({ id }),
  compare: (a, b) => Number(a.id) - Number(b.id),
}

/** By id, newest first. */
export const newestFirst: Order<{ id: number }> = {
  cursorOf: ({ id }) => ({ id }),
  compare: (a, b) => Number(b.id) - Number(a.id),
}

/** By name. */
export const byName: Order<{ id: number; name: string }> = {
  cursorOf: ({ name, id }) => ({ name, id }),
  compare: (a, b) =>
    String(a.name) === String(b.name)
      ? Number(a.id) - Number(b.id)
      : String(a.name) < String(b.name)
        ? -1
        : 1,
}

/**
 * One page of a countable connection (§8.1), by keyset.
 * @throws GraphQLError for `first` beside `last` and for a cursor that is none
 */
export function connection<T>(rows: readonly T[], order: Order<T>, args: PageArgs) {
  const { first, last, after, before } = args
  if (typeof first === 'number' && typeof last === 'number') {
    throw new GraphQLError('Can only provide either `first` or `last`, not both')
  }
  const compareTo = (cursor: Cursor) => (row: T) => order.compare(order.cursorOf(row), cursor)
  const isAfter = typeof after === 'string' ? compareTo(readCursor(after)) : () => 1
  const isBefore = typeof before === 'string' ? compareTo(readCursor(before)) : () => -1
  const sorted = rows.toSorted((a, b) => order.compare(order.cursorOf(a), order.cursorOf(b)))
  const inside = sorted.filter((row) => isAfter(row) > 0 && isBefore(row) < 0)
  const size = Math.min(first ?? last ?? MAX_PAGE, MAX_PAGE)
  const shown =
    typeof last === 'number' ? inside.slice(-size || inside.length) : inside.slice(0, size)
  const start = shown[0]
  const end = shown.at(-1)
  const cursorOf = (row: T | undefined) =>
    row === undefined ? null : writeCursor(order.cursorOf(row))
  return {
    count: rows.length,
    nodes: shown,
    edges: () => shown.map((row) => ({ cursor: cursorOf(row), node: row })),
    pageInfo: {
      hasNextPage: end !== undefined && sorted.at(-1) !== end,
      hasPreviousPage: start !== undefined && sorted[0] !== start,
      startCursor: cursorOf(start),
      endCursor: cursorOf(end),
    },
  }
}

const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')

function readCursor(text: string): Cursor {
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (typeof cursor === 'object' && cursor !== null) return cursor as Cursor
  } catch {}
  throw new GraphQLError('Please provide a valid cursor')
}
