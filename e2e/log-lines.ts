import { expect } from './fixtures.ts'
import type { Stack } from './stack.ts'

/** One line of the console's log; what is not among these fields is not looked at here. */
export interface LogLine {
  level: string
  event: string
  request_id?: string
  method?: string
  route?: string
  path?: string
  status?: number
  code?: string
  user_id?: string
  session?: string
  duration_ms?: number
  gitlab_request_id?: string
  reason?: string
  audit?: Record<string, unknown>
}

/** What a console printed, line by line, without one that has only begun. A line that is no JSON object throws. */
export function logLines(text: string): LogLine[] {
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const parsed: unknown = line.startsWith('{') ? JSON.parse(line) : null
      if (typeof parsed !== 'object' || parsed === null) throw new Error(`no object: ${line}`)
      return parsed as LogLine
    })
}

/** Everything of one request that a console tells, once it has told of its end. */
export async function linesOf(
  { console: { output } }: { console: Pick<Stack['console'], 'output'> },
  requestId: unknown,
): Promise<LogLine[]> {
  const find = () =>
    logLines(output()).filter(
      ({ request_id, audit }) => request_id === requestId || audit?.intent_id === requestId,
    )
  await expect.poll(() => find().some(({ event }) => event === 'request')).toBe(true)
  return find()
}
