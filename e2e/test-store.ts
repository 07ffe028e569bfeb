import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { createPostgresDatabase, startPostgres } from '../lib/cli/postgres-server.ts'

/** The engines that the console's store has. */
export type Engine = 'sqlite' | 'postgres'

/** A store of a test's own. */
export interface TestStore {
  /** What the console needs to find it. */
  env: Record<string, string>
  /** All that it holds, as text in which a value stands as it was written. */
  text: () => Promise<string>
  close: () => Promise<void>
}

function sqliteStore(folder: string): TestStore {
  const file = join(folder, 'console.db')
  return {
    env: { STORE_URL: `sqlite:${file}` },
    async text() {
      const beside = ['-wal', '-shm'].map((end) =>
        readFile(`${file}${end}`, 'latin1').catch(() => ''),
      )
      return (await Promise.all([readFile(file, 'latin1'), ...beside])).join('\n')
    },
    close: async () => undefined,
  }
}

async function postgresStore(): Promise<TestStore> {
  const server = await startPostgres()
  const { url, ownerUrl } = await createPostgresDatabase(server.urlOf('postgres'))
  return {
    env: { STORE_URL: url, STORE_MIGRATE_URL: ownerUrl },
    async text() {
      const client = new pg.Client({ connectionString: ownerUrl })
      await client.connect()
      try {
        const { rows } = await client.query(
          "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
        )
        const texts: string[] = []
        for (const { table_name } of rows) {
          const table = await client.query(`SELECT * FROM ${pg.escapeIdentifier(table_name)}`)
          texts.push(table_name, JSON.stringify(table.rows))
        }
        return texts.join('\n')
      } finally {
        await client.end()
      }
    },
    close: server.stop,
  }
}

/** Makes a store; `folder` is where a file may stand. */
export const createTestStore = (engine: Engine, folder: string): TestStore | Promise<TestStore> =>
  engine === 'sqlite' ? sqliteStore(folder) : postgresStore()
