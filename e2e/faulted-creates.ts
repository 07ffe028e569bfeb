import { randomUUID } from 'node:crypto'
import { callGitLab } from './gitlab-api.ts'
import type { Answer, Person } from './person.ts'
import type { Fault } from './simulator-control.ts'
import type { Stack } from './stack.ts'

type FaultMode = Partial<Fault> & Pick<Fault, 'mode'>

/** Every way to lose the answer of a request that creates a token. */
export const lostAnswers: [name: string, fault: FaultMode][] = [
  ['a reset', { mode: 'reset' }],
  ['a closed connection', { mode: 'refuse' }],
  ['silence', { mode: 'hang' }],
  ['half a body', { mode: 'cut' }],
  ['a body that drips', { mode: 'drip', bytes: 1, delay_ms: 500 }],
  ['500', { mode: 'status', status: 500 }],
  ['502', { mode: 'status', status: 502, body: '<html>Bad gateway</html>' }],
  ['an empty 201', { mode: 'status', status: 201, body: '{}' }],
  ['HTML', { mode: 'html' }],
  ['a redirect', { mode: 'redirect', location: 'http://127.0.0.1:9/' }],
]

/** GitLab's path of an agent's tokens in project 1. */
export const upstreamTokens = (agentId: number) =>
  `/api/v4/projects/1/cluster_agents/${agentId}/tokens`
/** The console's path of the same. */
export const ownTokens = (agentId: number) => `/api/projects/1/agents/${agentId}/tokens`

/** What came of many attempts to create a token, each with a fault or none. Times are in milliseconds. */
export interface CreateFigures {
  attempts: number
  /** Attempts that were answered with a token, all of which are there. */
  shown: number
  /** The most requests that GitLab got for one attempt. */
  mostPosts: number
  /** Active tokens that nobody was shown, once everything is settled. */
  orphans: number
  /** Attempts without an honest end: still open, or a token said to be there that is not. */
  lost: number
  settledAfterMs: number
}

/** Numbers that look random and are the same in every run. */
export function* seeded(seed: number): Generator<number> {
  let state = seed
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

interface Attempt {
  agentId: number
  key: string
  name: string
  shownId: number | null
}

const bodyOf = (attempt: Attempt) => ({ name: attempt.name, description: '' })
const ask = (person: Person, attempt: Attempt): Promise<Answer> =>
  person.call('POST', ownTokens(attempt.agentId), {
    body: bodyOf(attempt),
    headers: { 'Idempotency-Key': attempt.key },
  })

async function armFaults({ gitlab }: Stack, agentId: number, below: (limit: number) => number) {
  const path = upstreamTokens(agentId)
  if (below(8) === 0) return
  const [, fault] = lostAnswers[below(lostAnswers.length)] ?? ['', { mode: 'reset' as const }]
  const when = below(3) === 0 ? 'before' : 'after'
  await gitlab.control.fault({ method: 'POST', path, when, times: 1, ...fault })
  if (below(4) === 0) await gitlab.control.fault({ method: 'GET', path, times: 2, mode: 'reset' })
  if (below(4) === 0) {
    await gitlab.control.fault({ method: 'DELETE', path: `${path}/:id`, times: 1, mode: 'hang' })
  }
}

/** Revokes through the console, which gives up in time: faults that the attempt did not meet hit these calls. */
export async function revoke(person: Person, agentId: number, id: number) {
  const path = `${ownTokens(agentId)}/${id}`
  for (let tries = 0; tries < 5; tries += 1) {
    const { status } = await person.call('DELETE', path)
    if (status === 204) return
    // A revocation whose answer got lost was made all the same; a token that never was is told by its first 404.
    if (status === 404 && tries > 0) return
  }
  throw new Error(`token ${id} of agent ${agentId} cannot be revoked`)
}

/** One agent after the other attempt; what was shown is revoked at once, so that there is always room for the next. */
async function attemptsOf(stack: Stack, person: Person, agentId: number, count: number) {
  const random = seeded(agentId)
  const below = (limit: number) => Math.floor((random.next().value ?? 0) * limit)
  const attempts: Attempt[] = []
  for (let number = 0; number < count; number += 1) {
    await armFaults(stack, agentId, below)
    const attempt: Attempt = {
      agentId,
      key: randomUUID(),
      name: `attempt-${number}`,
      shownId: null,
    }
    const answer = await ask(person, attempt)
    if (answer.status === 201) {
      const { id } = answer.json<{ id: number }>()
      attempt.shownId = id
      await revoke(person, agentId, id)
    }
    attempts.push(attempt)
  }
  return attempts
}

/** Tokens of an agent that nobody has revoked. */
export const activeIds = async ({ gitlab }: Stack, agentId: number) =>
  (
    await callGitLab<{ id: number }[]>(
      gitlab.url,
      'GET',
      `projects/1/cluster_agents/${agentId}/tokens`,
    )
  ).map(({ id }) => id)

/** Requests that created a token, counted by the tag of their attempt. */
export async function postsPerAttempt({ gitlab }: Stack): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { body } of await gitlab.control.requests('POST', /\/cluster_agents\/\d+\/tokens$/)) {
    const tag = /\[intent:[0-9a-f]{8}\]/.exec(body)?.[0]
    if (tag === undefined) throw new Error('a request without a tag')
    counts.set(tag, (counts.get(tag) ?? 0) + 1)
  }
  return counts
}

const settled = ['outcome_not_created', 'outcome_compensated', 'already_completed']

/** Asks with every key again until each attempt has an end, for at most `patienceMs`; gives those without one. */
async function unsettled(person: Person, attempts: Attempt[], patienceMs: number) {
  const end = Date.now() + patienceMs
  let open = attempts
  for (;;) {
    const still: Attempt[] = []
    for (const attempt of open) {
      const { code, token_id } = (await ask(person, attempt)).json<{
        code?: string
        token_id?: number
      }>()
      const isTrue = (code === 'already_completed') === (attempt.shownId !== null)
      const isSame = attempt.shownId === null || token_id === attempt.shownId
      if (!settled.includes(code ?? '') || !isTrue || !isSame) still.push(attempt)
    }
    open = still
    if (open.length === 0 || Date.now() > end) return open
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/**
 * Creates tokens for new agents of project 1, `perAgent` for each of `agents` at the same time, with faults drawn from a
 * fixed seed: before and after the change, in the looks for an orphan and in its revocation. Then waits until every
 * attempt is settled (60 s at most) and counts.
 */
export async function faultedCreates(
  stack: Stack,
  person: Person,
  { agents, perAgent }: { agents: number; perAgent: number },
): Promise<CreateFigures> {
  const made = await Promise.all(
    Array.from({ length: agents }, (_, index) =>
      callGitLab<{ id: number }>(stack.gitlab.url, 'POST', 'projects/1/cluster_agents', {
        name: `faulted-${index}`,
      }),
    ),
  )
  const attempts = (
    await Promise.all(made.map(({ id }) => attemptsOf(stack, person, id, perAgent)))
  ).flat()
  await stack.gitlab.control.clearFaults()
  const start = Date.now()
  const open = await unsettled(person, attempts, 60_000)
  const settledAfterMs = Date.now() - start
  const left = await Promise.all(made.map(({ id }) => activeIds(stack, id)))
  const posts = await postsPerAttempt(stack)
  return {
    attempts: attempts.length,
    shown: attempts.filter(({ shownId }) => shownId !== null).length,
    mostPosts: Math.max(...posts.values()),
    orphans: left.flat().length,
    lost: open.length,
    settledAfterMs,
  }
}
