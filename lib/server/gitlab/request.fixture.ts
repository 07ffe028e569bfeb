import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import type { GitLab } from './gitlab.ts'
import { type Answerer, standIn } from './stand-in.fixture.ts'

export const schema = z.object({ id: z.number() })

/** A GitLab that answers as told, closed when the test is over. */
export async function started(answer: Answerer) {
  const server = await standIn(answer)
  onTestFinished(server.close)
  return server
}

/** The code that an operation fails with, or `ok`. */
export async function codeOf(operation: Promise<unknown>): Promise<ProblemCode | 'ok'> {
  const error = await operation.then(
    () => null,
    (caught: unknown) => caught,
  )
  if (error === null) return 'ok'
  if (error instanceof ServerProblem) return error.code
  throw error
}

export const read = (gitlab: GitLab) => gitlab.get('things/1', { schema })
export const write = (gitlab: GitLab) => gitlab.post('things', { schema, body: { name: 'a' } })
