import 'server-only'
import type { z } from 'zod'
import { ServerProblem } from '#lib/server/problem.ts'
import { type GraphQLFieldError, queryGitLab, refusalOf } from '../graphql.ts'
import { inScan, type ScanContext } from './context.ts'

/** Below this a query for a single row would not fit, so that asking for less is of no use. */
const leastComplexity = 60
const lessBy = 0.7

export interface Page<S extends z.ZodType> {
  data: z.output<S>
  errors: GraphQLFieldError[]
  readAt: Date
}

interface Query<S extends z.ZodType> {
  query: string
  variables: Record<string, unknown>
  schema: S
}

/**
 * Reads one page. What GitLab finds too complex, or does not finish in time, is asked for in smaller pages, from then on
 * everywhere; so `make` is called anew for each try. Throws what the way to GitLab throws.
 */
export async function readPage<S extends z.ZodType>(
  scan: ScanContext,
  make: () => Query<S>,
): Promise<Page<S>> {
  for (;;) {
    const allowed = scan.features.maxComplexity
    try {
      const { data, readAt } = await scan.call((gitlab) =>
        queryGitLab(gitlab, { ...inScan, ...make() }),
      )
      return { ...data, readAt }
    } catch (error) {
      const isTooMuch =
        refusalOf(error) === 'complexity' ||
        (error instanceof ServerProblem && error.code === 'upstream_timeout')
      if (!isTooMuch || allowed * lessBy < leastComplexity) throw error
      // Pages that were asked for beside each other and refused together say it once.
      if (scan.features.maxComplexity === allowed) scan.features.maxComplexity = allowed * lessBy
    }
  }
}
