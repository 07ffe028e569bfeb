import { createAuthority, trust } from '../authority.ts'
import { drip } from '../faults/slow-sender.ts'
import { site, startBehindNginx } from '../nginx-replicas.ts'
import { signInOverHttp } from '../person.ts'
import type { Figure } from './bench.ts'
import { meanwhile, timed } from './open-loop.ts'
import { percentile } from './percentile.ts'

const senders = 500

/** H03: five hundred who send the head of a request byte by byte, at nginx before two replicas and PostgreSQL. */
export async function slowSenders(): Promise<Figure[]> {
  const authority = await createAuthority(site)
  trust(authority.ca)
  const { stack, replicas, close } = await startBehindNginx('postgres', authority)
  try {
    const { origin } = replicas
    const root = await signInOverHttp(stack, origin, 'root')
    const beginning = `GET /api/session HTTP/1.1\r\nHost: ${new URL(origin).host}\r\n`
    const attack = () =>
      Promise.all(
        Array.from({ length: senders }, () => timed(() => drip(origin, beginning, false))),
      )
    const reading = () => timed(() => root.call('GET', '/api/scopes/instance/clusters'))
    const { result, beside } = await meanwhile(attack, 100, reading)
    const failed = beside.filter(({ value }) => value.status !== 200).length
    const tooks = beside.map(({ tookMs }) => tookMs)
    const lives = result.map(({ tookMs }) => tookMs)
    return [
      { what: `H03 failures of ${beside.length} reads`, unit: '', measured: failed, atMost: 0 },
      { what: 'H03 a read takes, p95', unit: 'ms', measured: percentile(tooks, 0.95), atMost: 300 },
      {
        what: `H03 the last of ${senders} slow senders was cut off after`,
        unit: 's',
        measured: Math.max(...lives) / 1_000,
        atMost: 30,
      },
      {
        what: 'H03 the first of them',
        unit: 's',
        measured: Math.min(...lives) / 1_000,
        atLeast: 5,
      },
    ]
  } finally {
    await close()
  }
}
