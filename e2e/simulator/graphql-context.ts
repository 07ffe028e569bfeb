import type { Identity } from './auth.ts'
import type { Simulation } from './simulation.ts'

/** What every field may ask: the instance, the caller (null: nobody), and what the operation costs. */
export interface Gql {
  sim: Simulation
  caller: Identity | null
  score: number
  limit: number
}

/** How the fields of a type are read from its record; those not named are read by their name. */
export type Fields<T> = Readonly<Record<string, (record: T, gql: Gql, args: never) => unknown>>

/** A global id. */
export const gid = (model: string, id: number): string => `gid://gitlab/${model}/${id}`

/** GraphQL's `Time`: whole seconds, unlike REST (Types::TimeType prints `iso8601`). */
export const time = (timeMs: number): string =>
  new Date(timeMs).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** The same for a time that may be missing. */
export const timeOrNull = (timeMs: number | null): string | null =>
  timeMs === null ? null : time(timeMs)
