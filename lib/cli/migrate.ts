import { readStoreConfig } from '#lib/server/config.ts'
import { openDatabase } from '#lib/server/store/store.ts'
import type { OperatorCommand } from './operator-command.ts'

/** What the console does itself at its start; for whoever keeps the owner's password of PostgreSQL away from it. */
export const migrate: OperatorCommand = {
  takes: '',
  does: 'Makes the tables of the store, or brings them up to date (PostgreSQL: with STORE_MIGRATE_URL).',
  async run() {
    const { store } = readStoreConfig(process.env)
    const database = await openDatabase(store)
    await database.close()
    console.log('The tables are up to date.')
    return 0
  },
}
