import { type Person, send, signInOverHttp } from '../person.ts'
import { designTimes, startStack } from '../stack.ts'
import type { Figure } from './bench.ts'
import { settledMib, watchMemory } from './memory.ts'
import { openLoop, type Sample } from './open-loop.ts'
import { percentile } from './percentile.ts'

const perSecond = 100
const latencyMs = 50
const defaultMinutes = 1
/** Below this, what a process holds says more about when it last collected than about where it is going. */
const slopeFromMinutes = 5

/** Reads that each cost GitLab one request, so that what the console adds can be told from what GitLab takes. */
const reads = [
  '/api/groups?page=1',
  '/api/projects?page=1',
  '/api/scopes/project-1/clusters',
  '/api/scopes/group-1/clusters',
]

const tooksOf = (samples: Sample<unknown>[]) => samples.map(({ tookMs }) => tookMs)

/**
 * H01: mixed reads at a steady rate, and then the requests that they became, sent to the simulated GitLab without the
 * console between. The difference is what the console adds; client, console and GitLab share the machine.
 */
export async function latency(minutes = defaultMinutes): Promise<Figure[]> {
  const stack = await startStack({ env: designTimes })
  const { control, url } = stack.gitlab
  const { origin, child } = stack.console
  try {
    const people: Person[] = []
    for (const name of ['root', 'maintainer'] as const) {
      people.push(await signInOverHttp(stack, origin, name))
    }
    const [root] = people
    if (root === undefined) throw new Error('nobody')
    const upstream: string[] = []
    for (const read of reads) {
      await control.clearRequests()
      await root.call('GET', read)
      const seen = await control.requests()
      if (seen.length !== 1) throw new Error(`${read} costs ${seen.length} requests`)
      upstream.push(seen[0]?.path ?? '')
    }
    await control.settings({ latency_ms: latencyMs })
    const through = async (index: number) => {
      const person = people[index % people.length] ?? root
      return (await person.call('GET', reads[index % reads.length] ?? '')).status
    }
    const direct = async (index: number) => {
      const headers = { 'PRIVATE-TOKEN': index % 2 === 0 ? 'glpat-root' : 'glpat-maintainer' }
      return (await send('GET', `${url}${upstream[index % upstream.length]}`, headers)).status
    }
    await openLoop({ perSecond, seconds: 15 }, through)
    const before = await settledMib(child)
    const memory = watchMemory(child)
    const samples = await openLoop({ perSecond, seconds: minutes * 60 }, through)
    const slope = memory.slope()
    const grown = (await settledMib(child)) - before
    const straight = await openLoop({ perSecond, seconds: Math.min(60, minutes * 60) }, direct)
    const wrong = [...samples, ...straight].filter(({ answer }) => answer !== 200).length
    const at = (share: number) => ({
      through: percentile(tooksOf(samples), share),
      direct: percentile(tooksOf(straight), share),
    })
    const [p50, p95, p99] = [at(0.5), at(0.95), at(0.99)]
    const tell = ({ through, direct }: ReturnType<typeof at>) =>
      `${through.toFixed(1)} (GitLab alone ${direct.toFixed(1)})`
    console.log(
      `  ${samples.length} reads in ${minutes} min, ms: p50 ${tell(p50)}, p95 ${tell(p95)}, p99 ${tell(p99)}; memory ${slope.toFixed(1)} MiB/min, at most ${memory.most().toFixed(0)} MiB`,
    )
    const added = (what: string, { through, direct }: ReturnType<typeof at>, atMost: number) => ({
      what: `H01 added at ${perSecond} a second, ${what}`,
      unit: 'ms',
      measured: through - direct,
      atMost,
    })
    const long = `H01 memory, slope of the last ${minutes / 2} min`
    return [
      added('p50', p50, 10),
      added('p95', p95, 40),
      { what: `H01 failures of ${samples.length}`, unit: '', measured: wrong, atMost: 0 },
      { what: `H01 memory grown in ${minutes} min`, unit: 'MiB', measured: grown, atMost: 50 },
      ...(minutes < slopeFromMinutes
        ? []
        : [{ what: long, unit: 'MiB/min', measured: slope, atMost: 1 }]),
    ]
  } finally {
    await stack.close()
  }
}
