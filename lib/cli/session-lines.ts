import { type ListedSession, markOf } from '#lib/server/store/session-list.ts'

const time = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')

/** What a browser sent may hold codes that a terminal obeys. */
const harmless = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 80)

/**
 * Sessions as lines for a terminal, the first one a heading; or as one JSON object a line. Neither holds anything to sign
 * in with.
 */
export function sessionLines(sessions: readonly ListedSession[], { asJson = false } = {}) {
  if (asJson) {
    return sessions.map(({ key, created_at, used_at, ...rest }) =>
      JSON.stringify({
        mark: markOf(key),
        ...rest,
        created_at: time(created_at),
        used_at: time(used_at),
      }),
    )
  }
  const rows = [
    ['MARK', 'USER', 'BEGUN', 'LAST USED', 'ADDRESS', 'BROWSER'],
    ...sessions.map((one) => [
      markOf(one.key),
      harmless(one.username),
      time(one.created_at),
      time(one.used_at),
      one.ip ?? '-',
      harmless(one.user_agent ?? '-'),
    ]),
  ]
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
