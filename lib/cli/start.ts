import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './process.ts'

const server = join(root, '.next', 'standalone', 'server.js')
if (!existsSync(server)) {
  console.error('There is no production build yet: run `npm run build` first.')
  process.exit(1)
}

// The standalone server changes into its own folder: what the operator wrote relative to theirs must not move along.
const store = process.env.STORE_URL || 'sqlite:./data/console.db'
if (!process.env.STORE_URL_FILE && store.startsWith('sqlite:')) {
  process.env.STORE_URL = `sqlite:${resolve(store.slice('sqlite:'.length))}`
}
for (const [name, value] of Object.entries(process.env)) {
  if (name.endsWith('_FILE') && value !== undefined && value !== '') {
    process.env[name] = resolve(value)
  }
}

process.env.HOSTNAME = process.env.HOST ?? '127.0.0.1'
process.env.PORT ??= '3000'
process.env.KEEP_ALIVE_TIMEOUT ??= '65000'

await import(pathToFileURL(server).href)
