import type { Call } from './call.ts'
import { integer } from './grape-params.ts'
import { json, type Reply } from './reply.ts'

const DEFAULT_PER_PAGE = 20
const MAX_PER_PAGE = 100
const MAX_COUNTED_ROWS = 10_000

/** The params of `use :pagination` (gitlab-api.md §2). */
export const paginationParams = {
  page: integer({ fallback: 1 }),
  per_page: integer({ fallback: DEFAULT_PER_PAGE, exceptValues: [0] }),
}

interface PageRequest {
  page?: number | null
  per_page?: number | null
}

/**
 * Answers one page of a list with GitLab's pagination headers (§2).
 * @param linkParams the declared params, which `Link` repeats beside those of the request
 */
export function paginate<T>(
  call: Call,
  rows: readonly T[],
  request: PageRequest,
  present: (row: T) => unknown,
  linkParams: Record<string, unknown> = {},
): Reply {
  const listed = asListed(call, rows)
  const page = atLeastOne(request.page, 1)
  const perPage = Math.min(atLeastOne(request.per_page, DEFAULT_PER_PAGE), MAX_PER_PAGE)
  const url = (target: number) => {
    const params = { ...call.raw, ...linkParams, page: target, per_page: perPage }
    return `${call.sim.externalUrl}${call.request.pathname}?${toQuery(params)}`
  }
  const shown = listed.slice((page - 1) * perPage, page * perPage)
  return json(200, shown.map(present), offsetHeaders(listed.length, page, perPage, url))
}

/** The rows that a list shows when a fault makes it differ from what is there. */
function asListed<T>({ sim, request: { listing } }: Call, rows: readonly T[]): readonly T[] {
  if (listing === undefined) return rows
  const newest = sim.clock.now() - listing.lagMs
  return rows.filter((row) => madeAt(row) <= newest).slice(listing.gone)
}

function madeAt(row: unknown): number {
  if (typeof row !== 'object' || row === null) return 0
  if ('createdAt' in row) return Number(row.createdAt)
  return 'updatedAt' in row ? Number(row.updatedAt) : 0
}

/** GitLab's headers for one page of `total` rows; without totals above 10,000 (§2). */
export function offsetHeaders(
  total: number,
  page: number,
  perPage: number,
  url: (page: number) => string,
): Record<string, string> {
  const pages = Math.max(1, Math.ceil(total / perPage))
  const isCounted = total <= MAX_COUNTED_ROWS
  const previous = page > 1 && page <= pages ? page - 1 : null
  const next = page < pages ? page + 1 : null
  const targets: readonly (readonly [number | null, string])[] = [
    [previous, 'prev'],
    [next, 'next'],
    [1, 'first'],
    [isCounted ? pages : null, 'last'],
  ]
  return {
    'X-Per-Page': String(perPage),
    'X-Page': String(page),
    'X-Next-Page': next === null ? '' : String(next),
    'X-Prev-Page': previous === null ? '' : String(previous),
    ...(isCounted ? { 'X-Total': String(total), 'X-Total-Pages': String(pages) } : {}),
    Link: targets
      .flatMap(([target, relation]) =>
        target === null ? [] : [`<${url(target)}>; rel="${relation}"`],
      )
      .join(', '),
  }
}

/**
 * The page that an undeclared raw query asks for: `GET /admin/clusters` never answers 400 for a
 * bad `page` (§2).
 */
export const rawPageRequest = (call: Call): PageRequest => ({
  page: Number.parseInt(String(call.raw.page), 10),
  per_page: Number.parseInt(String(call.raw.per_page), 10),
})

/** A query string as Rails' `to_query` builds it: sorted by key. */
export function toQuery(params: Record<string, unknown>): string {
  return Object.entries(params)
    .filter(([, value]) => value !== undefined && value !== null && typeof value !== 'object')
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
    .sort()
    .join('&')
}

const atLeastOne = (value: number | null | undefined, fallback: number) =>
  typeof value === 'number' && value >= 1 ? value : fallback
