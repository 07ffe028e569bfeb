import { setting } from './setting.ts'

/*
 * The health check of a container without a shell: ends with 0 when the console of this environment answers 200 to
 * /healthz, or to the path that is given, and with 1 otherwise.
 */
const [, , path = '/healthz'] = process.argv
const host = setting('HOST') ?? '127.0.0.1'
const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }
const address = everywhere[host] ?? (host.includes(':') ? `[${host}]` : host)

const answer = await fetch(`http://${address}:${setting('PORT') ?? '3000'}${path}`, {
  signal: AbortSignal.timeout(2_000),
}).catch(() => null)
if (answer?.status !== 200) {
  console.error(`${path} answers ${answer?.status ?? 'nothing'}`)
  process.exitCode = 1
}
