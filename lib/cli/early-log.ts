import { stripVTControlCharacters } from 'node:util'

/** Of an error of the system, such as a port that is taken. */
const codeOf = (error: Error & { code?: unknown }) => String(error.code ?? error.name)

function say(...said: unknown[]): void {
  const codes = said.flatMap((part) => (part instanceof Error ? codeOf(part) : []))
  const words = said.filter((part) => typeof part === 'string')
  const line = { level: 'error', time: new Date().toISOString(), event: 'framework' }
  const reason = stripVTControlCharacters([...words, ...codes].join(' ')).trim()
  process.stdout.write(`${JSON.stringify({ ...line, reason })}\n`)
}

/**
 * From here on the process prints one JSON object a line: what the framework says of itself is left out, its errors are
 * not. The server's own log takes over as soon as it runs (lib/server/framework-console.ts).
 */
export function sayInLines(): void {
  console.log = console.info = () => undefined
  console.warn = console.error = say
}
