import 'server-only'
import { z } from 'zod'
import { ServerProblem } from '#lib/server/problem.ts'
import type { Answer, GitLab, OperationOptions } from './gitlab.ts'

const errorSchema = z.object({
  message: z.string(),
  path: z
    .array(z.union([z.string(), z.number()]))
    .nullish()
    .transform((path) => path ?? null),
})

/** What GitLab says went wrong; `path` leads to the field that is null for it, and is null for the whole query. */
export type GraphQLFieldError = z.infer<typeof errorSchema>

const responseSchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(errorSchema)
    .nullish()
    .transform((errors) => errors ?? []),
})

/** Why GitLab answered a query with nothing: too much asked for at once, a field it does not know, or something else. */
type Refusal = 'complexity' | 'validation' | 'other'

/** GitLab refused a query as a whole. The cause of an `upstream_invalid`; see {@link refusalOf}. */
class GraphQLRefused extends Error {
  override readonly name = 'GraphQLRefused'
  /** For the log, which does not show messages. */
  readonly code: string
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(`GraphQL query refused: ${refusal}`)
    this.code = `GRAPHQL_${refusal.toUpperCase()}`
    this.refusal = refusal
  }
}

/** Why a query was refused as a whole; null for any other failure. */
export const refusalOf = (error: unknown): Refusal | null =>
  error instanceof ServerProblem && error.cause instanceof GraphQLRefused
    ? error.cause.refusal
    : null

// Its wording is not certain (gitlab-api.md §8.5), so that only its subject counts.
const tooMuch = /\b(complexity|depth|too (large|long|complex))\b/i
const unknownField =
  /\b(doesn't exist|does not exist on type|isn't defined|doesn't accept argument)/i

function refusalFrom(errors: readonly GraphQLFieldError[]): Refusal {
  if (errors.some(({ message }) => tooMuch.test(message))) return 'complexity'
  return errors.some(({ message }) => unknownField.test(message)) ? 'validation' : 'other'
}

interface Query<S extends z.ZodType> extends Pick<OperationOptions, 'lane' | 'budgetMs' | 'waits'> {
  query: string
  variables?: Record<string, unknown>
  /** Of `data`. What may fail must be nullish in it. */
  schema: S
}

/**
 * Reads by GraphQL (gitlab-api.md §8). An answer with `errors` beside data is no failure: they are given along, for the
 * caller to see what is null for which reason. Throws `upstream_invalid` for a query that was refused as a whole or for
 * data of another shape, and whatever the way to GitLab throws.
 */
export async function queryGitLab<S extends z.ZodType>(
  gitlab: GitLab,
  { query, variables = {}, schema, ...options }: Query<S>,
): Promise<Answer<{ data: z.output<S>; errors: GraphQLFieldError[] }>> {
  const { data: response, readAt } = await gitlab.post('graphql', {
    ...options,
    base: 'api',
    effect: 'read',
    body: { query, variables },
    schema: responseSchema,
  })
  const { data, errors } = response
  if (data === undefined || data === null) {
    throw new ServerProblem('upstream_invalid', { cause: new GraphQLRefused(refusalFrom(errors)) })
  }
  const parsed = schema.safeParse(data)
  if (parsed.success) return { data: { data: parsed.data, errors }, readAt }
  throw new ServerProblem('upstream_invalid', { cause: new GraphQLRefused('other') })
}

/** The number in a global id such as `gid://gitlab/Clusters::Agent/1`. */
export const globalId = z.string().transform((value, ctx): number => {
  const [, id] = /^gid:\/\/gitlab\/[\w:]+\/([1-9]\d{0,14})$/.exec(value) ?? []
  if (id !== undefined) return Number(id)
  ctx.addIssue('Expected a global id')
  return z.NEVER
})
