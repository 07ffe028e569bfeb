import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { type AuditEntry, type AuditQuery, auditPageSchema } from '#lib/contract/audit.ts'
import { bff } from './bff.ts'

/** Which rows of the audit trail; what is missing does not filter. */
export type AuditFilter = Omit<AuditQuery, 'cursor'>

function readPage(filter: AuditFilter, cursor: string | null, signal: AbortSignal) {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, cursor })) {
    if (typeof value === 'string') query.set(name, value)
  }
  return bff.get(`/api/audit?${query}`, { schema: auditPageSchema, signal })
}

const nextMs = (iso: string) => new Date(Date.parse(iso) + 1).toISOString()

export const auditQueries = {
  /** The rows page by page, the newest first. Nothing reads them again but the person: that takes a call a page. */
  list: (filter: AuditFilter) =>
    infiniteQueryOptions({
      queryKey: ['audit', 'list', filter],
      queryFn: ({ pageParam, signal }) => readPage(filter, pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next_cursor }) => next_cursor,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      gcTime: 0,
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
  /** The row with a number, recorded at `at`; null when it is not there or not to be seen. */
  entry: ({ seq, at }: Pick<AuditEntry, 'seq' | 'at'>) =>
    queryOptions({
      queryKey: ['audit', 'entry', seq, at],
      queryFn: async ({ signal }) => {
        const { items } = await readPage({ from: at, to: nextMs(at) }, null, signal)
        return items.find((entry) => entry.seq === seq) ?? null
      },
      meta: { stale: 'in-place', failure: 'in-place' },
    }),
}

interface CollectOptions {
  /** So many rows at most. */
  max: number
  signal: AbortSignal
  /** Called after each page with the number of rows read. */
  onProgress: (count: number) => void
}

/** Reads all rows that match, one page after another; `isCut` when there are more than `max`. */
export async function collectAudit(filter: AuditFilter, options: CollectOptions) {
  const { max, signal, onProgress } = options
  const rows: AuditEntry[] = []
  let cursor: string | null = null
  do {
    const page: { items: AuditEntry[]; next_cursor: string | null } = await readPage(
      filter,
      cursor,
      signal,
    )
    rows.push(...page.items)
    cursor = page.next_cursor
    onProgress(Math.min(rows.length, max))
  } while (cursor !== null && rows.length < max)
  return { rows: rows.slice(0, max), isCut: cursor !== null || rows.length > max }
}
