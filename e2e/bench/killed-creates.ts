import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { activeIds, ownTokens, postsPerAttempt, revoke, seeded } from '../faulted-creates.ts'
import { tellToEnd } from '../faults/ended.ts'
import { callGitLab } from '../gitlab-api.ts'
import type { Answer, Person } from '../person.ts'
import { type Stack, startReplica } from '../stack.ts'

/** What came of many creations at a console that was killed again and again. */
export interface KilledFigures {
  attempts: number
  kills: number
  /** Tokens that were delivered; all of them were there. */
  shown: number
  /** Attempts whose answer a kill took away. */
  cut: number
  mostPosts: number
  /** Active tokens that nobody was shown, nor told of, once everything is settled. */
  orphans: number
  /** Attempts that have no end 60 s after the last kill. */
  open: number
}

type Console = Awaited<ReturnType<typeof startReplica>>

interface Attempt {
  agentId: number
  key: string
  name: string
}

const killEveryMs = 1_500
const settledCodes = ['outcome_not_created', 'outcome_compensated', 'token_limit']

const ask = (person: Person, { agentId, key, name }: Attempt): Promise<Answer> =>
  person.call('POST', ownTokens(agentId), {
    body: { name, description: '' },
    headers: { 'Idempotency-Key': key },
  })

/** One console of the store that is killed, or told to stop, and started again on its port, until `isOver`. */
async function killAgainAndAgain(stack: Stack, victim: { now: Console }, isOver: () => boolean) {
  const random = seeded(7)
  const port = Number(new URL(victim.now.origin).port)
  let kills = 0
  while (!isOver()) {
    await sleep(killEveryMs * (0.5 + (random.next().value ?? 0)))
    await tellToEnd(victim.now, kills % 4 === 3 ? 'SIGTERM' : 'SIGKILL')
    kills += 1
    victim.now = await startReplica(stack, {}, port)
  }
  return kills
}

/**
 * Creates tokens for new agents of project 1 at a console that dies every 1.5 s or so, `perAgent` for each of `agents` at
 * the same time; a second console of the same store stays up. Then asks with every key that has no end yet, for 60 s.
 */
export async function killedCreates(
  stack: Stack,
  root: Person,
  { agents, perAgent }: { agents: number; perAgent: number },
): Promise<KilledFigures> {
  const victim = { now: await startReplica(stack) }
  const made = await Promise.all(
    Array.from({ length: agents }, (_, index) =>
      callGitLab<{ id: number }>(stack.gitlab.url, 'POST', 'projects/1/cluster_agents', {
        name: `killed-${index}`,
      }),
    ),
  )
  // So that a kill meets requests on their way.
  await stack.gitlab.control.settings({ latency_ms: 25 })
  const open: Attempt[] = []
  let shown = 0
  let cut = 0
  let isOver = false
  const killing = killAgainAndAgain(stack, victim, () => isOver)
  const createFor = async (agentId: number) => {
    for (let number = 0; number < perAgent; number += 1) {
      const attempt = { agentId, key: randomUUID(), name: `attempt-${number}` }
      const answer = await ask(root.at(victim.now), attempt).catch(() => null)
      if (answer?.status === 201) {
        shown += 1
        await revoke(root, agentId, answer.json<{ id: number }>().id)
        continue
      }
      if (answer === null) cut += 1
      open.push(attempt)
      // As long as it is down nobody is answered, and nothing would be killed.
      if (answer === null) await sleep(300)
    }
  }
  await Promise.all(made.map(({ id }) => createFor(id)))
  isOver = true
  const kills = await killing
  await stack.gitlab.control.settings({ latency_ms: 0 })
  const left = await settle(root, open)
  const orphans = (await Promise.all(made.map(({ id }) => activeIds(stack, id)))).flat().length
  const posts = await postsPerAttempt(stack)
  await tellToEnd(victim.now, 'SIGTERM')
  return {
    attempts: agents * perAgent,
    kills,
    shown,
    cut,
    mostPosts: Math.max(...posts.values()),
    orphans,
    open: left.length,
  }
}

/**
 * Asks again with the same keys, as a page does whose answer was cut; what was never begun is created now. A token that
 * was made but not shown is named by its id, and revoked as the page offers.
 */
async function settle(root: Person, attempts: readonly Attempt[]): Promise<readonly Attempt[]> {
  const end = Date.now() + 60_000
  let open = attempts
  while (open.length > 0 && Date.now() < end) {
    const still: Attempt[] = []
    for (const attempt of open) {
      const answer = await ask(root, attempt)
      const { code, id, token_id } = answer.json<{
        code?: string
        id?: number
        token_id?: number
      }>()
      const tokenId = id ?? token_id
      if (tokenId !== undefined) await revoke(root, attempt.agentId, tokenId)
      else if (!settledCodes.includes(code ?? '')) still.push(attempt)
    }
    open = still
    if (open.length > 0) await sleep(500)
  }
  return open
}
