import { type Answer, Person, signInOverHttp } from '../person.ts'
import { metricsToken, scrape } from '../scraped.ts'
import { type AssertedPerson, enter, ssoEnv } from '../sso-stack.ts'
import { designTimes, type Stack, startStack } from '../stack.ts'
import type { Figure } from './bench.ts'
import { meanwhile, openLoop, timed } from './open-loop.ts'
import { percentile } from './percentile.ts'

const clusters = '/api/scopes/instance/clusters'
const upstream = '/api/v4/admin/clusters'
const crowd = 40

/** Behind an SSO there are as many people as one likes; all reach GitLab by the service token. */
async function withCrowd<T>(work: (stack: Stack, people: AssertedPerson[]) => Promise<T>) {
  const stack = await startStack({
    env: (control) => ssoEnv(control, { ...designTimes, SSO_ADMINS: 'group:crowd' }),
  })
  try {
    const people: AssertedPerson[] = []
    for (let i = 0; i < crowd; i += 1) {
      people.push(await enter(stack, `person-${i}`, { groups: ['crowd'] }))
    }
    return await work(stack, people)
  } finally {
    await stack.close()
  }
}

const health =
  ({ console: { origin } }: Stack) =>
  async () =>
    (await timed(() => fetch(`${origin}/healthz`).then((answer) => answer.text()))).tookMs

/** H02: two hundred open pages that ask every five seconds, for half a minute. */
export const dashboards = (): Promise<Figure[]> =>
  withCrowd(async (stack, people) => {
    const { control } = stack.gitlab
    await control.settings({ latency_ms: 50 })
    await control.clearRequests()
    const pages = ['/api/groups?page=1', '/api/projects/1/agents', clusters]
    const samples = await openLoop({ perSecond: 200 / 5, seconds: 30 }, async (index) => {
      const page = pages[index % pages.length] ?? clusters
      return (await people[index % crowd]?.call('GET', page))?.status
    })
    const { most_in_flight } = await control.traffic()
    const failed = samples.filter(({ answer }) => answer !== 200).length
    const p95 = percentile(
      samples.map(({ tookMs }) => tookMs),
      0.95,
    )
    return [
      { what: 'H02 requests to GitLab at a time', unit: '', measured: most_in_flight, atMost: 64 },
      { what: `H02 failures of ${samples.length}`, unit: '', measured: failed, atMost: 0 },
      {
        what: 'H02 an answer takes, p95 (GitLab: 50 or 100)',
        unit: 'ms',
        measured: p95,
        atMost: 300,
      },
    ]
  })

/** H04: three hundred reads at once of a GitLab that takes half a minute. */
export const slowGitLab = (): Promise<Figure[]> =>
  withCrowd(async (stack, people) => {
    const { control } = stack.gitlab
    await control.fault({ method: 'GET', path: upstream, mode: 'slow', delay_ms: 30_000 })
    const reading = () =>
      Promise.all(
        Array.from({ length: 300 }, (_, i) =>
          timed(async () => (people[i % crowd] ?? new Person('', '')).call('GET', clusters)),
        ),
      )
    const { result, beside } = await meanwhile(reading, 100, health(stack))
    const isBusy = ({ status, headers }: Answer) => status === 503 && 'retry-after' in headers
    const busy = result.filter(({ value }) => isBusy(value)).map(({ tookMs }) => tookMs)
    const others = result.filter(({ value }) => !isBusy(value) && value.status !== 504)
    const { most_in_flight } = await control.traffic()
    return [
      { what: 'H04 requests to GitLab at a time', unit: '', measured: most_in_flight, atMost: 64 },
      { what: 'H04 told that it is busy, of 300', unit: '', measured: busy.length, atLeast: 200 },
      {
        what: 'H04 the last of them was told after',
        unit: 's',
        measured: Math.max(...busy) / 1_000,
        atMost: 2.5,
      },
      {
        what: 'H04 the others were given up after',
        unit: 's',
        measured: Math.max(...result.map(({ tookMs }) => tookMs)) / 1_000,
        atMost: 12.5,
      },
      { what: 'H04 other answers', unit: '', measured: others.length, atMost: 0 },
      {
        what: 'H04 /healthz meanwhile, the slowest',
        unit: 'ms',
        measured: Math.max(...beside),
        atMost: 100,
      },
    ]
  })

/** Fifty reads a second of a GitLab that fails, and how many of them were tried again, by the console's own count. */
async function retried(extra: Record<string, string>) {
  const stack = await startStack({ env: { ...designTimes, METRICS_TOKEN: metricsToken, ...extra } })
  try {
    const { control } = stack.gitlab
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    await control.fault({ method: '*', path: '/api/*', mode: 'status', status: 503 })
    const run = (seconds: number) =>
      openLoop({ perSecond: 50, seconds }, async () => {
        const answer = await root.call('GET', '/api/groups?page=1')
        return answer.json<{ code: string }>().code
      })
    await run(20)
    await control.clearRequests()
    const retriesNow = async () =>
      (await scrape(stack.console.origin)).value('gitlab_retries_total') ?? 0
    const before = await retriesNow()
    const samples = await run(60)
    const retries = (await retriesNow()) - before
    const asked = (await control.requests('GET', /^\/api\//)).length
    return { reads: samples.length, first: asked - retries, asked, retries }
  } finally {
    await stack.close()
  }
}

/** H05: GitLab fails for a minute and more. */
export async function failingGitLab(): Promise<Figure[]> {
  const budget = await retried({ GITLAB_BREAKER_CALLS: '1000000' })
  const both = await retried({})
  const share = (100 * budget.retries) / Math.max(1, budget.first)
  return [
    {
      what: 'H05 reads tried again, by the budget alone',
      unit: '%',
      measured: share,
      atMost: 10.5,
    },
    {
      what: `H05 requests of ${both.reads} reads, with the breaker`,
      unit: '',
      measured: both.asked,
      atMost: 10,
    },
  ]
}

/** H06: one person asks a hundred times a second, others now and then. */
export async function greedyPerson(): Promise<Figure[]> {
  const stack = await startStack({ env: designTimes })
  try {
    const { control } = stack.gitlab
    const greedy = await signInOverHttp(stack, stack.console.origin, 'root')
    const other = await signInOverHttp(stack, stack.console.origin, 'maintainer')
    await control.settings({ latency_ms: 200 })
    await control.clearRequests()
    const ask = (person: Person) => timed(async () => person.call('GET', '/api/groups?page=1'))
    const { result, beside } = await meanwhile(
      () => openLoop({ perSecond: 100, seconds: 30 }, () => ask(greedy)),
      200,
      () => ask(other),
    )
    const codes = result.map(({ answer }) => answer.value)
    const strange = codes.filter(
      ({ status, headers }) => status !== 200 && !(status === 503 && 'retry-after' in headers),
    )
    const { most_in_flight_of_one } = await control.traffic()
    const failed = beside.filter(({ value }) => value.status !== 200).length
    const p95 = percentile(
      beside.map(({ tookMs }) => tookMs),
      0.95,
    )
    return [
      {
        what: 'H06 requests of one person at a time',
        unit: '',
        measured: most_in_flight_of_one,
        atMost: 8,
      },
      {
        what: 'H06 told that it is busy, of 3000',
        unit: '',
        measured: codes.filter(({ status }) => status === 503).length,
        atLeast: 1_000,
      },
      { what: 'H06 other failures', unit: '', measured: strange.length, atMost: 0 },
      {
        what: `H06 failures of ${beside.length} of somebody else`,
        unit: '',
        measured: failed,
        atMost: 0,
      },
      { what: 'H06 their answer, p95 (GitLab: 200)', unit: 'ms', measured: p95, atMost: 300 },
    ]
  } finally {
    await stack.close()
  }
}
