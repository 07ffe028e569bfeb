import 'server-only'
import { z } from 'zod'
import { ServerProblem } from '#lib/server/problem.ts'
import type { Budget } from './budget.ts'
import { budgetFor, type Caller, type Operation } from './caller.ts'
import type { Answer, RequestOptions } from './gitlab.ts'
import { answerOf, parseReply, performWithin } from './operation.ts'
import { ReadAhead } from './read-ahead.ts'

const maxPerPage = 100
const defaultPerPage = 20
const defaultMaxRows = 5_000
/** Of one list, for somebody who waits; a scan reads many lists at a time. */
const pagesAtOnce = 4
/** A list that changes while it is read is read once more. */
const maxPasses = 2

interface Page<T> {
  rows: { raw: unknown; item: T }[]
  /** Null on the last page, undefined when GitLab does not say. */
  next: number | null | undefined
  total: number | undefined
  readAt: Date
}

const invalid = (reason: string) =>
  new ServerProblem('upstream_invalid', { cause: new Error(`Pagination: ${reason}`) })

/** `x-next-page`: the following number, or nothing on the last page (gitlab-api.md §2). Never the Link header. */
function nextPage(header: string | undefined, page: number): Page<unknown>['next'] {
  if (header === undefined) return undefined
  if (header === '') return null
  if (header !== String(page + 1)) throw invalid('pages do not follow each other')
  return page + 1
}

const keyOf = (row: unknown, key: string): unknown =>
  typeof row === 'object' && row !== null ? Reflect.get(row, key) : undefined

async function readPage<S extends z.ZodType>(
  caller: Caller,
  operation: Operation,
  budget: Budget,
  schema: S,
  page: number,
  perPage: number,
): Promise<Page<z.output<S>>> {
  const query = { ...operation.options.query, page, per_page: perPage }
  const asked = { ...operation, options: { ...operation.options, query } }
  const reply = await performWithin(budget, caller, asked)
  const { data, readAt } = answerOf(caller, operation, z.array(z.unknown()), reply)
  if (data.length > perPage) throw invalid('more rows than asked for')
  const total = /^\d{1,9}$/.exec(reply.headers['x-total'] ?? '')?.[0]
  return {
    rows: data.map((row) => ({
      raw: row,
      item: parseReply(operation, schema, row),
    })),
    next: nextPage(reply.headers['x-next-page'], page),
    total: total === undefined ? undefined : Number(total),
    readAt,
  }
}

const listOperation = (path: string, options: RequestOptions<z.ZodType>): Operation => {
  const { schema: _, ...rest } = options
  return { method: 'GET', effect: 'read', path, options: rest }
}

/** One page of an offset-paginated list; the number of the next one is null on the last. */
export async function getPage<S extends z.ZodType>(
  caller: Caller,
  path: string,
  options: RequestOptions<S> & { page: number; perPage?: number },
): Promise<Answer<{ items: z.output<S>[]; nextPage: number | null; total: number | null }>> {
  const { page, perPage = defaultPerPage, ...rest } = options
  const operation = listOperation(path, rest)
  using budget = budgetFor(caller, operation)
  const read = await readPage(caller, operation, budget, options.schema, page, perPage)
  return {
    data: {
      items: read.rows.map(({ item }) => item),
      nextPage: read.next ?? null,
      total: read.total ?? null,
    },
    readAt: read.readAt,
  }
}

/**
 * All rows of an offset-paginated list within one time budget. Rows that moved from page to page while reading are kept
 * once; `complete` is false when GitLab has more than `maxRows`, or counts more rows than could be read.
 */
export async function getAll<S extends z.ZodType>(
  caller: Caller,
  path: string,
  options: RequestOptions<S> & { maxRows?: number; rowKey?: string },
): Promise<Answer<{ items: z.output<S>[]; complete: boolean }>> {
  const { maxRows = defaultMaxRows, rowKey = 'id', ...rest } = options
  const operation = listOperation(path, rest)
  using budget = budgetFor(caller, operation)
  for (let pass = 1; ; pass += 1) {
    const read = await readPages(caller, operation, budget, options.schema, { maxRows, rowKey })
    if (read.isWhole || read.isCapped || pass === maxPasses) {
      return { data: { items: read.items, complete: read.isWhole }, readAt: read.readAt }
    }
  }
}

async function readPages<S extends z.ZodType>(
  caller: Caller,
  operation: Operation,
  budget: Budget,
  schema: S,
  { maxRows, rowKey }: { maxRows: number; rowKey: string },
) {
  const items: z.output<S>[] = []
  const seen = new Set<unknown>()
  const perPage = Math.min(maxPerPage, maxRows)
  let first: Page<unknown> | undefined
  const ahead = new ReadAhead(operation.options.lane === 'scan' ? 1 : pagesAtOnce, (number) =>
    readPage(caller, operation, budget, schema, number, perPage),
  )
  for (let number = 1; ; number += 1) {
    const rowsToCome = Math.min(first?.total ?? 0, maxRows)
    const page = await ahead.page(number, Math.ceil(rowsToCome / perPage))
    first ??= page
    for (const { raw, item } of page.rows) {
      const id = keyOf(raw, rowKey)
      if (id !== undefined && seen.has(id)) continue
      seen.add(id)
      items.push(item)
    }
    const isLast = page.next === null || (page.next === undefined && page.rows.length < perPage)
    const isCapped = !isLast && (items.length >= maxRows || number * perPage >= maxRows)
    if (!isLast && !isCapped && page.next !== undefined) continue
    // A row deleted meanwhile moves the others up, and one of them slips through between two pages.
    const isSteady = page.total === first.total && items.length >= (page.total ?? 0)
    const isWhole = isLast && isSteady && items.length <= maxRows
    return { items: items.slice(0, maxRows), isWhole, isCapped, readAt: first.readAt }
  }
}
