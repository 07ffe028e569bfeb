import { setTimeout as sleep } from 'node:timers/promises'
import { stop } from '../../lib/cli/process.ts'
import { tellToEnd } from '../faults/ended.ts'
import { startStoreProxy } from '../faults/store-proxy.ts'
import { type Person, signInOverHttp } from '../person.ts'
import { startReplica, startStack } from '../stack.ts'
import type { Figure } from './bench.ts'

const clusters = '/api/scopes/instance/clusters'
const slowMs = 5_000
const signOuts = 20
const outageMs = 60_000

/** J01 with the design's own times: a request of five seconds is under way. */
async function endOfProcess(): Promise<Figure[]> {
  const env = { DRAIN_S: '5', STOP_S: '14', GITLAB_HEADERS_MS: '10000', GITLAB_READ_MS: '12000' }
  const stack = await startStack({ env })
  try {
    const { control } = stack.gitlab
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    const path = '/api/v4/admin/clusters'
    await control.fault({ method: 'GET', path, mode: 'slow', delay_ms: slowMs })
    await control.clearRequests()
    const slow = root.call('GET', clusters)
    while ((await control.requests('GET', /admin\/clusters/)).length === 0) await sleep(20)
    const { code, afterMs } = await tellToEnd(stack.console, 'SIGTERM')
    const { status } = await slow
    return [
      {
        what: 'J01 SIGTERM to exit, 5 s request',
        unit: 's',
        measured: afterMs / 1_000,
        atMost: 15,
      },
      { what: 'J01 that request answered 200', unit: '', measured: +(status === 200), atLeast: 1 },
      { what: 'J01 exit status', unit: '', measured: code ?? 255, atMost: 0 },
    ]
  } finally {
    await stack.close()
  }
}

/** From the answer of the sign-out at one console to the first refusal at the other. */
async function revocation(): Promise<Figure[]> {
  const stack = await startStack({ engine: 'postgres' })
  const second = await startReplica(stack)
  try {
    let longestMs = 0
    for (let i = 0; i < signOuts; i += 1) {
      const here = await signInOverHttp(stack, stack.console.origin, 'guest')
      const there = here.at(second)
      if ((await there.call('GET', '/api/groups')).status !== 200) throw new Error('not signed in')
      await here.call('POST', '/auth/logout')
      const startedAt = performance.now()
      while ((await there.call('GET', '/api/groups')).status !== 401) {
        if (performance.now() - startedAt > 10_000) throw new Error('still signed in')
      }
      longestMs = Math.max(longestMs, performance.now() - startedAt)
    }
    const what = `A10 sign-out seen at the other console (${signOuts})`
    return [{ what, unit: 's', measured: longestMs / 1_000, atMost: 1 }]
  } finally {
    await stop(second.child)
    await stack.close()
  }
}

/** J07 in full: the store is away for a minute, while four people go on asking. */
async function outage(): Promise<Figure[]> {
  const stack = await startStack({ engine: 'postgres' })
  const { STORE_URL = '', STORE_MIGRATE_URL = '' } = stack.store.env
  const way = await startStoreProxy(STORE_URL)
  const replica = await startReplica(stack, {
    STORE_URL: way.through(STORE_URL),
    STORE_MIGRATE_URL: way.through(STORE_MIGRATE_URL),
  })
  try {
    const people: Person[] = []
    for (const username of ['root', 'maintainer', 'developer', 'guest'] as const) {
      people.push((await signInOverHttp(stack, stack.console.origin, username)).at(replica))
    }
    let signedOut = 0
    const askAll = async () => {
      const answers = await Promise.all(people.map((one) => one.call('GET', '/api/groups')))
      signedOut += answers.filter(
        ({ status, headers }) => status === 401 || headers['set-cookie'] !== undefined,
      ).length
      return answers.every(({ status }) => status === 200)
    }
    await askAll()
    await way.down()
    const end = performance.now() + outageMs
    while (performance.now() < end) {
      await askAll()
      await sleep(500)
    }
    await way.up()
    const backAt = performance.now()
    while (!(await askAll()) && performance.now() - backAt < 60_000) await sleep(50)
    const measured = (performance.now() - backAt) / 1_000
    return [
      { what: 'J07 store back after 60 s to all answered', unit: 's', measured, atMost: 15 },
      { what: 'J07 signed out, or a cookie cleared', unit: '', measured: signedOut, atMost: 0 },
    ]
  } finally {
    await stop(replica.child)
    await way.down()
    await stack.close()
  }
}

export const timeFigures = async (): Promise<Figure[]> => [
  ...(await endOfProcess()),
  ...(await revocation()),
  ...(await outage()),
]
