import 'server-only'
import { metrics } from '../metrics/registry.ts'
import { ServerProblem } from '../problem.ts'
import { inSpan } from '../tracing/span.ts'
import type { Database } from './database.ts'

type Kind = 'all' | 'run' | 'transaction'

const systems = { sqlite: 'sqlite', postgres: 'postgresql' } as const

const traced = <T>(engine: Database['engine'], kind: Kind, work: () => Promise<T>): Promise<T> => {
  const facts = { 'db.system.name': systems[engine], 'db.operation.name': kind }
  return inSpan('store', { facts, kind: 'client', isPart: true }, () => timed(kind, work))
}

async function timed<T>(kind: Kind, work: () => Promise<T>): Promise<T> {
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
  all: (sql, values) => traced(database.engine, 'all', () => database.all(sql, values)),
  run: (sql, values) => traced(database.engine, 'run', () => database.run(sql, values)),
  transaction: (work) => traced(database.engine, 'transaction', () => database.transaction(work)),
  close: () => database.close(),
})
