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

/** What a console printed, line by line. A line that is no JSON object throws. */
export function logLines(text: string): LogLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const parsed: unknown = line.startsWith('{') ? JSON.parse(line) : null
      if (typeof parsed !== 'object' || parsed === null) throw new Error(`no object: ${line}`)
      return parsed as LogLine
    })
}

/** Everything of one request that a console has told so far. */
export const linesOf = ({ console: { output } }: Stack, requestId: unknown) =>
  logLines(output()).filter(
    ({ request_id, audit }) => request_id === requestId || audit?.intent_id === requestId,
  )
