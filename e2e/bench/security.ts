import { Person, send, signInOverHttp } from '../person.ts'
import { rowCounts } from '../row-counts.ts'
import { startStack } from '../stack.ts'
import type { Bench, Figure } from './bench.ts'
import { settledMib } from './memory.ts'
import { percentile } from './percentile.ts'

const signIns = 1_000
const loads = 1_000
const begun = 10_000
const fuzzed = 10_000
const people = ['root', 'maintainer', 'developer', 'reporter', 'guest', 'outsider'] as const

/** Calls `work` so many times, some at once. */
async function times(count: number, atOnce: number, work: () => Promise<void>): Promise<void> {
  let left = count
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await work()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** A09: sign-ins, each with an id of its own. */
async function signInIds(): Promise<Figure[]> {
  const stack = await startStack()
  try {
    const ids = new Set<string>()
    for (let i = 0; i < signIns; i += 1) {
      const { cookie } = await signInOverHttp(stack, stack.console.origin, 'guest')
      if (/^__Host-Http-sid=[\w-]{43}$/.test(cookie)) ids.add(cookie)
    }
    const what = `A09 well-formed, distinct ids of ${signIns} sign-ins`
    return [{ what, unit: '', measured: ids.size, atLeast: signIns }]
  } finally {
    await stack.close()
  }
}

/** A18: an id that never was takes as long to refuse as one of a session that is over. */
async function refusalTimes(): Promise<Figure[]> {
  const idleS = 4
  const stack = await startStack({ env: { SESSION_IDLE_S: String(idleS) } })
  try {
    const { origin } = stack.console
    const over: Person[] = []
    for (const username of people) {
      for (let i = 0; i < 5; i += 1) over.push(await signInOverHttp(stack, origin, username))
    }
    await new Promise((resolve) => setTimeout(resolve, (idleS + 2) * 1_000))
    const refuse = async (person: Person) => {
      const start = performance.now()
      const { status } = await person.call('GET', '/api/groups')
      if (status !== 401) throw new Error(`answered ${status}`)
      return performance.now() - start
    }
    const nobody = () =>
      new Person(
        origin,
        `__Host-Http-sid=${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')}`,
      )
    for (let i = 0; i < 50; i += 1) await refuse(nobody())
    const random: number[] = []
    const expired: number[] = []
    for (const person of over) {
      random.push(await refuse(nobody()))
      expired.push(await refuse(person))
    }
    const measured = Math.abs(percentile(random, 0.5) - percentile(expired, 0.5))
    return [{ what: 'A18 random and expired ids, difference', unit: 'ms', measured, atMost: 20 }]
  } finally {
    await stack.close()
  }
}

/** A31: what begins to sign in and never returns leaves nothing behind. */
async function begunSignIns(): Promise<Figure[]> {
  const stack = await startStack()
  try {
    const { child, origin } = stack.console
    const storeUrl = stack.store.env.STORE_URL ?? ''
    const begin = async () => {
      const { status } = await send('GET', `${origin}/auth/login`)
      if (status !== 303) throw new Error(`answered ${status}`)
    }
    await times(begun / 10, 8, begin)
    const rows = JSON.stringify(rowCounts(storeUrl))
    const before = await settledMib(child)
    await times(begun, 8, begin)
    const grown = (await settledMib(child)) - before
    const isSame = JSON.stringify(rowCounts(storeUrl)) === rows
    return [
      { what: `A31 tables changed by ${begun} begun`, unit: '', measured: +!isSame, atMost: 0 },
      { what: `A31 memory grown by ${begun} begun`, unit: 'MiB', measured: grown, atMost: 30 },
    ]
  } finally {
    await stack.close()
  }
}

/** D09: requests that make no sense break nothing. */
async function fuzz(): Promise<Figure[]> {
  // It reads what the build made, and `npm run bench` builds first.
  const { sendRandomRequests } = await import('../security/random-requests.ts')
  const stack = await startStack()
  try {
    const { child, origin } = stack.console
    const person = await signInOverHttp(stack, origin, 'root')
    const warm = await sendRandomRequests(person, fuzzed / 10)
    const before = await settledMib(child)
    const unexpected = [...warm, ...(await sendRandomRequests(person, fuzzed))]
    const grown = (await settledMib(child)) - before
    for (const line of unexpected.slice(0, 10)) console.error(line)
    const has = child.exitCode === null && (await send('GET', `${origin}/healthz`)).status === 200
    return [
      { what: `D09 errors of ours in ${fuzzed}`, unit: '', measured: unexpected.length, atMost: 0 },
      { what: 'D09 the same process answers', unit: '', measured: +has, atLeast: 1 },
      { what: `D09 memory grown by ${fuzzed}`, unit: 'MiB', measured: grown, atMost: 50 },
    ]
  } finally {
    await stack.close()
  }
}

/** F03: every page has a nonce of its own, and its scripts have it. */
async function nonces(): Promise<Figure[]> {
  const { bareScripts, nonceOf, policyOf } = await import('../security/policy.ts')
  const stack = await startStack()
  try {
    const seen = new Set<string>()
    let bare = 0
    await times(loads, 4, async () => {
      const answer = await send('GET', `${stack.console.origin}/login`)
      seen.add(nonceOf(policyOf(answer)) ?? '')
      bare += bareScripts(answer)
    })
    seen.delete('')
    return [
      {
        what: `F03 distinct nonces of ${loads} pages`,
        unit: '',
        measured: seen.size,
        atLeast: loads,
      },
      { what: 'F03 scripts without their nonce', unit: '', measured: bare, atMost: 0 },
    ]
  } finally {
    await stack.close()
  }
}

/** The cases of docs/security.md that need large numbers, durations or memory. */
export const security: Bench = {
  name: 'security',
  run: async () => [
    ...(await signInIds()),
    ...(await refusalTimes()),
    ...(await begunSignIns()),
    ...(await fuzz()),
    ...(await nonces()),
  ],
}
