import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'undici'
import { type FleetAnswer, readAnswer } from '../fleet-answer.ts'
import { type Person, signInOverHttp } from '../person.ts'
import { startStack } from '../stack.ts'
import type { Bench } from './bench.ts'
import { runNaiveClient } from './naive-client.ts'

const latencyMs = 40
const scans = 3

/** What a process holds in memory now, in megabytes. */
function residentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
}

interface Followed extends FleetAnswer {
  firstRowMs: number
  wholeMs: number
}

/** Follows a stream as the page does, with the time of its first row. */
async function follow({ origin, cookie }: Person, query: string): Promise<Followed> {
  const begun = performance.now()
  const { statusCode, body } = await request(`${origin}/api/fleet?${query}`, {
    headers: { Cookie: cookie, 'X-CSRF': '1', 'Sec-Fetch-Site': 'same-origin' },
  })
  let text = ''
  let firstRowMs = Number.POSITIVE_INFINITY
  for await (const chunk of body) {
    text += chunk
    const hasRow = firstRowMs < Number.POSITIVE_INFINITY || /"type":"(cluster|agent)"/.test(text)
    if (hasRow) firstRowMs = Math.min(firstRowMs, performance.now() - begun)
  }
  const answer = readAnswer(text)
  if (answer.end === undefined) throw new Error(`${query}: ${statusCode} ${text.slice(-500)}`)
  return { ...answer, firstRowMs, wholeMs: performance.now() - begun }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

const missing = (wanted: Set<number>, found: Map<number, unknown>) =>
  [...wanted].filter((id) => !found.has(id)).length

function table(rows: [string, ...(string | number)[]][]): void {
  for (const [what, ...cells] of rows) {
    console.log(`  ${what.padEnd(34)}${cells.map((cell) => String(cell).padStart(16)).join('')}`)
  }
}

/**
 * The scan of a large instance against a naive client: the same simulated GitLab, the same 40 ms a call, the same eight
 * calls at a time, in one run.
 */
export const fleet: Bench = {
  name: 'fleet',
  async run() {
    const stack = await startStack({ world: 'fleet' })
    const { control, url } = stack.gitlab
    const { child } = stack.console
    try {
      const root = await signInOverHttp(stack, stack.console.origin, 'root')
      await root.call('GET', '/api/instance')
      await sleep(1_000)
      await control.settings({ latency_ms: latencyMs })
      const idleMb = residentMb(child.pid)
      let mostMb = idleMb
      const watching = setInterval(() => {
        mostMb = Math.max(mostMb, residentMb(child.pid))
      }, 50)
      const runs: Followed[] = []
      for (let run = 0; run < scans; run += 1) runs.push(await follow(root, 'do=restart'))
      const looks: Followed[] = []
      for (let run = 0; run < scans; run += 1) looks.push(await follow(root, 'do=look'))
      // Row equality includes personal namespaces, of which the scan that is timed says that it left them out.
      const personal = await follow(root, 'do=restart&personal=true')
      clearInterval(watching)
      const naive = await runNaiveClient(url, 'glpat-root')

      const [first] = runs
      const seconds = median(runs.map(({ wholeMs }) => wholeMs / 1000))
      const requests = Math.max(...runs.map(({ end }) => end?.requests ?? Number.POSITIVE_INFINITY))
      console.log(`\nfleet: ${first?.end?.projects} projects, ${latencyMs} ms a call, 8 at a time`)
      table([
        ['', 'naive', 'scan', 'with personal'],
        ['requests', naive.requests, requests, personal.end?.requests ?? 0],
        [
          'seconds',
          naive.seconds.toFixed(1),
          seconds.toFixed(2),
          (personal.wholeMs / 1000).toFixed(2),
        ],
        ['clusters', naive.clusters.size, first?.clusters.size ?? 0, personal.clusters.size],
        ['agents', naive.agents.size, first?.agents.size ?? 0, personal.agents.size],
        ['first row, ms', '', (first?.firstRowMs ?? 0).toFixed(0), personal.firstRowMs.toFixed(0)],
      ])
      const whole = [...runs, personal].filter(({ end }) => end?.complete === true).length
      return [
        { what: 'requests to GitLab', unit: '', measured: requests, atMost: 800 },
        { what: 'times faster', unit: 'x', measured: naive.seconds / seconds, atLeast: 20 },
        {
          what: 'rows of the naive client that are missing',
          unit: '',
          measured:
            missing(naive.clusters, personal.clusters) + missing(naive.agents, personal.agents),
          atMost: 0,
        },
        { what: 'scans that were complete', unit: '', measured: whole, atLeast: scans + 1 },
        {
          what: 'first row of the first scan after',
          unit: 'ms',
          measured: first?.firstRowMs ?? Number.POSITIVE_INFINITY,
          atMost: 500,
        },
        {
          what: 'the last result, whole, after',
          unit: 'ms',
          measured: Math.max(...looks.map(({ wholeMs }) => wholeMs)),
          atMost: 100,
        },
        { what: 'memory above idle', unit: 'MB', measured: mostMb - idleMb, atMost: 150 },
      ]
    } finally {
      await stack.close()
    }
  },
}
