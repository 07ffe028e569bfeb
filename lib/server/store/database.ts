import 'server-only'

export type SqlValue = string | number | null
export type Row = Record<string, unknown>

/** SQL that every engine understands, with `?` for each value. */
export interface Queries {
  /** The rows that a statement gives (SELECT, or RETURNING). */
  all(sql: string, values?: readonly SqlValue[]): Promise<Row[]>
  /** How many rows a statement changed. */
  run(sql: string, values?: readonly SqlValue[]): Promise<number>
}

/** One SQL database. Every failure of the engine is a `ServerProblem('store_unavailable')`. */
export interface Database extends Queries {
  readonly engine: 'sqlite' | 'postgres'
  /** All of `work` or nothing; `work` uses the queries it is given and no others. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The file is no database of this console, or broken: waiting does not help. The cause of a `store_unavailable`. */
export class UnusableStore extends Error {
  override readonly name = 'UnusableStore'
}
