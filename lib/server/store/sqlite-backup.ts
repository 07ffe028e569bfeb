import 'server-only'
import { open, rm, stat } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'

/**
 * Copies a SQLite store to a new file (0600), as it is at one moment, while others read and write it; changes nothing, not
 * even the tables of an older version. Throws when there is no store, or the new file exists.
 */
export async function backupSqlite(
  from: { file: string; busyMs: number },
  to: string,
): Promise<{ bytes: number }> {
  await stat(from.file).catch((cause) => {
    throw new Error(`there is no store at ${from.file}`, { cause })
  })
  // VACUUM INTO takes an empty file, and keeps its mode.
  await (await open(to, 'wx', 0o600)).close()
  try {
    const sqlite = new DatabaseSync(from.file, { timeout: from.busyMs })
    try {
      sqlite.prepare('VACUUM INTO ?').run(to)
    } finally {
      sqlite.close()
    }
    return { bytes: (await stat(to)).size }
  } catch (error) {
    await rm(to, { force: true })
    throw error
  }
}
