import { open } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { archiveAudit } from '#lib/server/audit/archive.ts'
import { readStoreConfig } from '#lib/server/config.ts'
import { createLink } from '#lib/server/store/audit-chain.ts'
import { openDatabase } from '#lib/server/store/store.ts'
import { type OperatorCommand, parsed, UsageError } from './operator-command.ts'

async function archive(args: string[]): Promise<number> {
  const { values } = parsed(() =>
    parseArgs({ args, options: { before: { type: 'string' }, to: { type: 'string' } } }),
  )
  const time = Date.parse(values.before ?? '')
  if (Number.isNaN(time)) throw new UsageError('--before expects a date such as 2026-01-01')
  if (values.to === undefined) throw new UsageError('--to expects the path of a new file')
  const { store, auditKey } = readStoreConfig(process.env)
  if (store.engine === 'postgres' && store.migrateUrl === null) {
    throw new Error('STORE_MIGRATE_URL: expected the address of the tables’ owner')
  }
  const owned =
    store.engine === 'postgres' && store.migrateUrl !== null
      ? { ...store, url: store.migrateUrl }
      : store
  const database = await openDatabase(owned)
  const file = await open(values.to, 'wx', 0o600)
  const write = (line: unknown) => file.write(`${JSON.stringify(line)}\n`)
  try {
    const { rows, anchor, broken } = await archiveAudit(database, createLink(auditKey), {
      before: new Date(time).toISOString(),
      keep: async (batch) => {
        for (const row of batch) await write(row)
      },
      finish: async (last) => {
        await write({ anchor: last })
        await file.sync()
      },
    })
    if (broken !== null) {
      console.log(`Nothing was archived: row ${broken.seq} does not fit. See: operate audit verify`)
      return 1
    }
    console.log(`${rows} rows archived; the trail goes on after ${anchor.seq}:${anchor.hash}`)
    return 0
  } finally {
    await file.close()
    await database.close()
  }
}

/**
 * Moves older rows of the audit trail to a new file, one JSON object a line, its last line the anchor with which the chain
 * goes on. On PostgreSQL it needs the owner of the tables (`STORE_MIGRATE_URL`).
 */
export const auditArchive: OperatorCommand = {
  takes: '--before DATE --to FILE',
  does: 'Moves older rows of the audit trail to a new file.',
  run: archive,
}
