import { DatabaseSync } from 'node:sqlite'

/** How many rows each table of a SQLite store holds. */
export function rowCounts(storeUrl: string): Record<string, number> {
  const database = new DatabaseSync(storeUrl.replace('sqlite:', ''), {
    readOnly: true,
    timeout: 5_000,
  })
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
    return Object.fromEntries(
      tables.map(({ name }) => {
        const row = database.prepare(`SELECT count(*) AS n FROM "${String(name)}"`).get()
        return [String(name), Number(row?.n)]
      }),
    )
  } finally {
    database.close()
  }
}
