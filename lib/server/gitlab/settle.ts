import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { now } from '#lib/server/clock.ts'
import { config } from '#lib/server/config.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import { GitLabFailure } from './caller.ts'

/** The time of a look at how a write ended: somebody waits for that answer already. */
export const lookBudget = () => ({ budgetMs: config().intents.lookTimeoutMs })

/** What a look may know better: the place is taken by another record. */
const verdicts: ReadonlySet<ProblemCode> = new Set(['validation_failed', 'conflict'])

const isProblem = (error: unknown) => error instanceof ServerProblem
const isUnknown = (error: unknown): error is ServerProblem =>
  isProblem(error) && error.code === 'outcome_unknown'

/** GitLab itself gave up, so that nobody works on the request any more; a proxy in front of it cannot say that. */
const isOver = ({ cause }: ServerProblem) =>
  cause instanceof GitLabFailure && (cause.code === 'HTTP_500' || cause.code === 'HTTP_503')

/**
 * Runs a create that is sent once, and looks for the record when its answer is lost: several times, because what is read
 * may lag behind. Gives what `look` finds. Throws `outcome_not_created` when GitLab gave up and no look found anything,
 * `outcome_unknown` when it may still be at work or `look` failed, `validation_failed` or `conflict` when `look` does,
 * else what the create throws.
 */
export async function settleCreate<T>(
  create: () => Promise<T>,
  look: () => Promise<T | undefined>,
): Promise<T> {
  try {
    return await create()
  } catch (error) {
    if (!isUnknown(error)) throw error
    const begunAt = now()
    for (const afterMs of config().intents.lookAfterMs) {
      await sleep(Math.max(0, begunAt + afterMs - now()))
      const found = await look().catch((failure: unknown) => {
        throw isProblem(failure) && !verdicts.has(failure.code) ? error : failure
      })
      if (found !== undefined) return found
    }
    throw isOver(error) ? new ServerProblem('outcome_not_created', { cause: error.cause }) : error
  }
}

/**
 * Runs a delete that is sent once; when its answer is lost, it is done if `look` gives `record_not_found`. Throws
 * `outcome_unknown` otherwise.
 */
export async function settleDelete(
  remove: () => Promise<void>,
  look: () => Promise<unknown>,
): Promise<void> {
  try {
    await remove()
  } catch (error) {
    if (!isUnknown(error)) throw error
    const isGone = await look().then(
      () => false,
      (failure: unknown) => isProblem(failure) && failure.code === 'record_not_found',
    )
    if (!isGone) throw error
  }
}
