/** What an operation of the model gives: a record, or the sentences of its validation. */
export type Made<T> = { record: T } | { errors: readonly string[] }
