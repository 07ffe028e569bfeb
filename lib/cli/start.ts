import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { root } from './process.ts'
import { setting } from './setting.ts'

// In the folder that `npm run assemble` makes the server stands beside this program.
const server = [
  fileURLToPath(new URL('server.js', import.meta.url)),
  join(root, '.next', 'standalone', 'server.js'),
].find((file) => existsSync(file))
if (server === undefined) {
  console.error('There is no production build yet: run `npm run build` first.')
  process.exit(1)
}

// The standalone server changes into its own folder: what the operator wrote relative to theirs must not move along.
const sqlite = 'sqlite:'
const store = setting('STORE_URL') ?? (process.env.STORE_URL_FILE ? '' : 'sqlite:./data/console.db')
if (store.startsWith(sqlite)) process.env.STORE_URL = sqlite + resolve(store.slice(sqlite.length))
for (const [name, value] of Object.entries(process.env)) {
  if (name.endsWith('_FILE') && value) process.env[name] = resolve(value)
}

// One JSON object a line, from the first one on: what the framework says of itself is left out, its errors are not. The
// server's own log takes over as soon as it runs (lib/server/framework-console.ts).
console.log = console.info = () => undefined
console.warn = console.error = (...said: unknown[]) => {
  const codes = said.flatMap((part) => (part instanceof Error ? codeOf(part) : []))
  const words = said.filter((part) => typeof part === 'string')
  const line = { level: 'error', time: new Date().toISOString(), event: 'framework' }
  const reason = stripVTControlCharacters([...words, ...codes].join(' ')).trim()
  process.stdout.write(`${JSON.stringify({ ...line, reason })}\n`)
}

/** Of an error of the system, such as a port that is taken. */
const codeOf = (error: Error & { code?: unknown }) => String(error.code ?? error.name)

process.env.HOSTNAME = setting('HOST') ?? '127.0.0.1'
process.env.PORT = setting('PORT') ?? '3000'
process.env.KEEP_ALIVE_TIMEOUT ??= '65000'
// Next's own end takes no new connection at once and answers 143; ours is in lib/server/stop.ts.
process.env.NEXT_MANUAL_SIG_HANDLE = 'true'

await import(pathToFileURL(server).href)
