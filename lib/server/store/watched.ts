import 'server-only'
import { metrics } from '../metrics/registry.ts'
import { ServerProblem } from '../problem.ts'
import type { Database } from './database.ts'

async function timed<T>(kind: 'all' | 'run' | 'transaction', work: () => Promise<T>): Promise<T> {
  const { storeDurations, storeFailures } = metrics()
  const end = storeDurations.startTimer({ kind })
  try {
    return await work()
  } catch (error) {
    // A transaction may fail for reasons of its work, which are none of the store's.
    if (error instanceof ServerProblem && error.code === 'store_unavailable') {
      storeFailures.inc({ kind })
    }
    throw error
  } finally {
    end()
  }
}

/** A database whose every statement and transaction is counted, with the time that it took. */
export const watched = (database: Database): Database => ({
  engine: database.engine,
  all: (sql, values) => timed('all', () => database.all(sql, values)),
  run: (sql, values) => timed('run', () => database.run(sql, values)),
  transaction: (work) => timed('transaction', () => database.transaction(work)),
  close: () => database.close(),
})
