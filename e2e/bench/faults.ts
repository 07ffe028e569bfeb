import { setTimeout as sleep } from 'node:timers/promises'
import {
  activeTokens,
  type Call,
  createToken,
  type FaultMode,
  failing,
  listAgents,
  revokeToken,
  timesAsked,
  updateCluster,
} from '../faults/calls.ts'
import { type Person, signInOverHttp } from '../person.ts'
import { designTimes, type Stack, startStack } from '../stack.ts'
import { benchOf, type Figure } from './bench.ts'
import { settledMib, watchMemory } from './memory.ts'
import { openLoop, timed } from './open-loop.ts'
import { percentile } from './percentile.ts'

/** With the design's own times and limits. */
async function withGitLab<T>(work: (stack: Stack, root: Person) => Promise<T>): Promise<T> {
  const stack = await startStack({ env: designTimes })
  try {
    return await work(stack, await signInOverHttp(stack, stack.console.origin, 'root'))
  } finally {
    await stack.close()
  }
}

const seconds = (ms: number) => ms / 1_000

/** G03, G04: how long somebody waits in front of a GitLab that does not answer. */
function givingUp(): Promise<Figure[]> {
  return withGitLab(async (stack) => {
    const started = async () => {
      await stack.gitlab.control.reset({ world: 'standard' })
      return signInOverHttp(stack, stack.console.origin, 'root')
    }
    /** Nothing of GitLab answers: what is looked up before a change and after it waits too. */
    const measureAll = async (call: Call) => {
      const person = await started()
      await stack.gitlab.control.fault({ method: '*', path: '/api/*', mode: 'hang' })
      const { tookMs, value } = await timed(() => call.ask(person))
      if (value.status < 500) throw new Error(`${call.name}: ${value.status}`)
      return seconds(tookMs)
    }
    const measure = async (call: Call, fault: FaultMode, code: string) => {
      const person = await started()
      await failing(stack.gitlab, call, fault)
      const { tookMs, value } = await timed(() => call.ask(person))
      const told = value.json<{ code?: string }>().code
      if (told !== code) throw new Error(`${call.name}: ${value.status} ${told}`)
      return seconds(tookMs)
    }
    const figure = (what: string, measured: number, atMost: number): Figure => ({
      what,
      unit: 's',
      measured,
      atMost,
    })
    const hang = { mode: 'hang' } as const
    const drip = { mode: 'drip', delay_ms: 1_000 } as const
    return [
      figure('G03 a read that hangs', await measure(listAgents, hang, 'upstream_timeout'), 12),
      figure('G03 a change that hangs', await measure(updateCluster, hang, 'outcome_unknown'), 20),
      figure(
        'G03 a revocation that hangs',
        await measure(revokeToken, hang, 'outcome_unknown'),
        20,
      ),
      figure('G03 a new token that hangs', await measure(createToken, hang, 'outcome_unknown'), 20),
      figure(
        'G04 a read of a byte a second',
        await measure(listAgents, drip, 'upstream_timeout'),
        12,
      ),
      figure('G03 a read, when nothing answers', await measureAll(listAgents), 12),
      figure('G03 a change, when nothing answers', await measureAll(updateCluster), 20),
      figure('G03 a revocation, when nothing answers', await measureAll(revokeToken), 20),
      // The request itself is given up after 10 s; then GitLab is looked at three times, for 5 s each.
      figure('G03 a new token, looked after in vain', await measureAll(createToken), 30),
    ]
  })
}

const huge: FaultMode[] = [
  { mode: 'flood' },
  { mode: 'gzip_bomb' },
  { mode: 'drip', delay_ms: 500 },
]

/** G04, G06: what answers without end cost in memory, twenty times each. */
function memoryOfBodies(): Promise<Figure[]> {
  return withGitLab(async (stack, root) => {
    const { child } = stack.console
    for (let i = 0; i < 100; i += 1) await listAgents.ask(root)
    const idle = await settledMib(child)
    const memory = watchMemory(child, 50)
    for (const fault of huge) {
      await stack.gitlab.control.clearFaults()
      await failing(stack.gitlab, listAgents, fault)
      const atOnce = fault.mode === 'drip' ? 8 : 1
      for (let left = fault.mode === 'drip' ? 8 : 20; left > 0; left -= atOnce) {
        await Promise.all(Array.from({ length: atOnce }, () => listAgents.ask(root)))
      }
    }
    memory.stop()
    const measured = memory.most() - idle
    return [{ what: 'G06 memory above idle, at most', unit: 'MiB', measured, atMost: 64 }]
  })
}

/** G21: GitLab fails for fifteen seconds, while fifty requests come each second. */
function breaker(): Promise<Figure[]> {
  return withGitLab(async (stack, root) => {
    const { control } = stack.gitlab
    const person = await signInOverHttp(stack, stack.console.origin, 'maintainer')
    const people = [root, person]
    const ask = async (index: number) => {
      const answer = await (people[index % 2] ?? root).call('GET', '/api/groups?page=1')
      const code = answer.status === 200 ? 'ok' : answer.json<{ code: string }>().code
      return { code, cleared: answer.headers['set-cookie'] !== undefined }
    }
    await openLoop({ perSecond: 20, seconds: 5 }, ask)
    await control.fault({ method: '*', path: '/api/*', mode: 'status', status: 503 })
    const healedMs = 15_000
    const healing = sleep(healedMs).then(() => control.clearFaults())
    const samples = await openLoop({ perSecond: 50, seconds: 40 }, ask)
    await healing
    const paused = samples.filter(({ answer }) => answer.code === 'upstream_paused')
    const during = samples.filter(({ dueMs }) => dueMs < healedMs)
    const after = samples.filter(({ dueMs }) => dueMs >= healedMs)
    const back = after.find(({ answer }) => answer.code === 'ok')
    const recovered = back === undefined ? Infinity : back.dueMs + back.tookMs - healedMs
    const later = after.filter(({ dueMs }) => back !== undefined && dueMs > back.dueMs + 1_000)
    return [
      {
        what: 'G21 refused at once, of 750 asked',
        unit: '',
        measured: paused.filter(({ dueMs }) => dueMs < healedMs).length,
        atLeast: during.length / 2,
      },
      {
        what: 'G21 a refusal at once takes, p95',
        unit: 'ms',
        measured: percentile(
          paused.map(({ tookMs }) => tookMs),
          0.95,
        ),
        atMost: 50,
      },
      { what: 'G21 back after GitLab is', unit: 's', measured: seconds(recovered), atMost: 15 },
      {
        what: 'G21 failures after that',
        unit: '',
        measured: later.filter(({ answer }) => answer.code !== 'ok').length,
        atMost: 0,
      },
      {
        what: 'G21 signed out',
        unit: '',
        measured: samples.filter(({ answer }) => answer.cleared).length,
        atMost: 0,
      },
    ]
  })
}

/** G24: a hundred changes, each just as the kept connections close. */
function staleConnections(): Promise<Figure[]> {
  return withGitLab(async (stack, root) => {
    const { gitlab } = stack
    const trials = 100
    let failures = 0
    await gitlab.control.fault({ method: '*', path: '/api/*', mode: 'close_idle' })
    for (let trial = 0; trial < trials; trial += 1) {
      // Leaves a connection open, which a change must not use. The budget of retries is for reads, so these are spread.
      await root.call('GET', '/api/groups?page=1')
      const made = await createToken.ask(root)
      if (made.status !== 201) {
        failures += 1
        continue
      }
      const { id } = made.json<{ id: number }>()
      const gone = await root.call('DELETE', `/api/projects/1/agents/3/tokens/${id}`)
      if (gone.status !== 204) failures += 1
    }
    const posts = await timesAsked(gitlab, createToken)
    await gitlab.control.clearFaults()
    const left = (await activeTokens(gitlab, 3)).length
    return [
      { what: `G24 failed changes of ${2 * trials}`, unit: '', measured: failures, atMost: 0 },
      { what: 'G24 requests beyond one a token', unit: '', measured: posts - trials, atMost: 0 },
      { what: 'G24 tokens left', unit: '', measured: left, atMost: 0 },
    ]
  })
}

/** Faults of GitLab, with the design's own times (docs/reliability.md). */
export const faults = benchOf('faults', [
  ['G03', givingUp],
  ['G06', memoryOfBodies],
  ['G21', breaker],
  ['G24', staleConnections],
])
