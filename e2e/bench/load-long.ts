import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { listAgents, timesAsked } from '../faults/calls.ts'
import { callGitLab } from '../gitlab-api.ts'
import { type Person, signInOverHttp } from '../person.ts'
import type { Fault } from '../simulator-control.ts'
import { designTimes, type Stack, startStack } from '../stack.ts'
import type { Figure } from './bench.ts'
import { settledMib, watchMemory } from './memory.ts'
import { openLoop, timed } from './open-loop.ts'
import { percentile } from './percentile.ts'

const defaultMinutes = 3
const slopeFromMinutes = 5
const perSecond = 20

/** Of each of these ways to fail: together they hit about one request in twelve. */
const share = 0.01
const random: Pick<Fault, 'mode'>[] = [
  { mode: 'reset' },
  { mode: 'cut' },
  { mode: 'hang' },
  { mode: 'drip' },
  { mode: 'status' },
  { mode: 'html' },
  { mode: 'invalid_utf8' },
  { mode: 'close_idle' },
]

const reads = ['/api/groups?page=1', '/api/projects/1/agents', '/api/scopes/group-1/clusters']
const tokens = '/api/projects/1/agents/3/tokens'

/** Files, sockets and pipes that a process holds. */
const handlesOf = ({ console: { child } }: Stack) => readdirSync(`/proc/${child.pid}/fd`).length

async function createAndRevoke(person: Person): Promise<void> {
  const headers = { 'Idempotency-Key': randomUUID() }
  const made = await person.call('POST', tokens, {
    body: { name: 'soak', description: '' },
    headers,
  })
  if (made.status !== 201) return
  const { id } = made.json<{ id: number }>()
  for (let tries = 0; tries < 5; tries += 1) {
    const { status } = await person.call('DELETE', `${tokens}/${id}`)
    if (status === 204 || status === 404) return
    await sleep(1_000)
  }
}

/** H07: reads, and now and then a token made and revoked, with faults all the time. */
export async function soak(minutes = defaultMinutes): Promise<Figure[]> {
  const stack = await startStack({ env: { ...designTimes, INTENT_SETTLE_MS: '5000' } })
  const { control, url } = stack.gitlab
  const { origin, child } = stack.console
  try {
    const [root, maintainer] = [
      await signInOverHttp(stack, origin, 'root'),
      await signInOverHttp(stack, origin, 'maintainer'),
    ]
    const work = async (index: number) => {
      if (index % 50 === 49) {
        await createAndRevoke(maintainer)
        return { status: 200, cleared: false }
      }
      const person = index % 2 === 0 ? root : maintainer
      const answer = await person.call('GET', reads[index % reads.length] ?? '')
      return { status: answer.status, cleared: answer.headers['set-cookie'] !== undefined }
    }
    await openLoop({ perSecond, seconds: 15 }, work)
    await settledMib(child)
    const handles = handlesOf(stack)
    for (const fault of random) {
      await control.fault({
        method: '*',
        path: '/api/*',
        when: 'after',
        probability: share,
        seed: random.indexOf(fault),
        ...fault,
      })
    }
    const memory = watchMemory(child)
    const samples = await openLoop({ perSecond, seconds: minutes * 60 }, work)
    const slope = memory.slope()
    await control.clearFaults()
    // The looks after tokens whose answer got lost, the breaker, and idle connections (30 s at most).
    await sleep(40_000)
    const open = (await maintainer.call('GET', '/api/intents'))
      .json<{
        items: { state: string }[]
      }>()
      .items.filter(({ state }) => state === 'sending' || state === 'unknown').length
    const orphans = (await callGitLab<object[]>(url, 'GET', 'projects/1/cluster_agents/3/tokens'))
      .length
    const { in_flight, connections } = await control.traffic()
    const afterwards = [await root.call('GET', '/api/groups'), await listAgents.ask(maintainer)]
    const failed = samples.filter(({ answer }) => answer.status !== 200).length
    const grown = handlesOf(stack) - handles
    console.log(
      `  ${samples.length} requests in ${minutes} min, ${failed} told of a fault; ${connections} connections left; memory ${slope.toFixed(1)} MiB/min, at most ${memory.most().toFixed(0)} MiB`,
    )
    return [
      {
        what: 'H07 signed out',
        unit: '',
        measured: samples.filter(({ answer }) => answer.cleared).length,
        atMost: 0,
      },
      {
        what: 'H07 answers of 500',
        unit: '',
        measured: samples.filter(({ answer }) => answer.status === 500).length,
        atMost: 0,
      },
      { what: 'H07 handles more than before', unit: '', measured: grown, atMost: 10 },
      { what: 'H07 requests still under way', unit: '', measured: in_flight, atMost: 0 },
      { what: 'H07 creations without an end', unit: '', measured: open, atMost: 0 },
      { what: 'H07 orphans', unit: '', measured: orphans, atMost: 0 },
      {
        what: 'H07 the same sessions read afterwards',
        unit: '',
        measured: afterwards.filter(({ status }) => status === 200).length,
        atLeast: 2,
      },
      ...(minutes < slopeFromMinutes
        ? []
        : [
            {
              what: `H07 memory, slope of the last ${minutes / 2} min`,
              unit: 'MiB/min',
              measured: slope,
              atMost: 1,
            },
          ]),
    ]
  } finally {
    await stack.close()
  }
}

const many = 4_996

/** H08: a project with five thousand agents, of a GitLab that takes 20 ms for a page. */
export async function largeProject(): Promise<Figure[]> {
  const stack = await startStack({ env: designTimes })
  const { gitlab } = stack
  try {
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    for (let at = 0; at < many; at += 20) {
      await Promise.all(
        Array.from({ length: Math.min(20, many - at) }, (_, i) =>
          callGitLab(gitlab.url, 'POST', 'projects/1/cluster_agents', { name: `many-${at + i}` }),
        ),
      )
    }
    await listAgents.ask(root)
    const idle = await settledMib(stack.console.child)
    await gitlab.control.settings({ latency_ms: 20 })
    await gitlab.control.clearRequests()
    const memory = watchMemory(stack.console.child, 50)
    const times: number[] = []
    let rows = 0
    for (let i = 0; i < 5; i += 1) {
      const { tookMs, value } = await timed(() => listAgents.ask(root))
      times.push(tookMs)
      rows = value.json<{ items: object[] }>().items.length
    }
    memory.stop()
    const pages = (await timesAsked(gitlab, listAgents)) / times.length
    const { most_in_flight } = await gitlab.control.traffic()
    const high = memory.most() - idle
    return [
      { what: 'H08 rows of the list', unit: '', measured: rows, atLeast: 5_000 },
      { what: 'H08 pages that are read for it', unit: '', measured: pages, atMost: 51 },
      {
        what: 'H08 the list takes, median',
        unit: 's',
        measured: percentile(times, 0.5) / 1_000,
        atMost: 2,
      },
      { what: 'H08 requests to GitLab at a time', unit: '', measured: most_in_flight, atMost: 8 },
      { what: 'H08 memory above idle, at most', unit: 'MiB', measured: high, atMost: 100 },
    ]
  } finally {
    await stack.close()
  }
}
