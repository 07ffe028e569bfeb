/** One request as the control port shows it. `status` 0: the connection ended without one. */
export interface LoggedRequest {
  method: string
  path: string
  headers: Readonly<Record<string, string>>
  body: string
  status: number
}

// Enough for any test; a benchmark that runs for minutes must not fill the memory.
const LIMIT = 20_000

/** Keeps a request; the oldest ones go when there are too many. */
export function logRequest(log: LoggedRequest[], request: LoggedRequest): void {
  if (log.length >= LIMIT) log.splice(0, LIMIT / 10)
  log.push(request)
}
