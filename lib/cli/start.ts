import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sayInLines } from './early-log.ts'
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

sayInLines()

process.env.HOSTNAME = setting('HOST') ?? '127.0.0.1'
process.env.PORT = setting('PORT') ?? '3000'
process.env.KEEP_ALIVE_TIMEOUT ??= '65000'
// Next's own end takes no new connection at once and answers 143; ours is in lib/server/stop.ts.
process.env.NEXT_MANUAL_SIG_HANDLE = 'true'

await import(pathToFileURL(server).href)
