import { parseArgs } from 'node:util'
import { readStoreConfig } from '#lib/server/config.ts'
import { backupSqlite } from '#lib/server/store/sqlite-backup.ts'
import { type OperatorCommand, parsed, UsageError } from './operator-command.ts'

/** Copies the SQLite store while the console runs: a copy of its files alone would lack what is still in the log. */
export const backup: OperatorCommand = {
  takes: '--to FILE',
  does: 'Copies the SQLite store to a new file; the console may run. For PostgreSQL use pg_dump.',
  async run(args) {
    const { values } = parsed(() => parseArgs({ args, options: { to: { type: 'string' } } }))
    if (values.to === undefined) throw new UsageError('--to expects the path of a new file')
    const { store } = readStoreConfig(process.env)
    if (store.engine !== 'sqlite') {
      console.error('STORE_URL: PostgreSQL is backed up by pg_dump')
      return 1
    }
    const { bytes } = await backupSqlite(store, values.to)
    console.log(`${bytes} bytes in ${values.to}`)
    return 0
  },
}
