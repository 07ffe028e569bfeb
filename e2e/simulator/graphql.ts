import { type DocumentNode, execute, GraphQLError, getOperationAST, parse, validate } from 'graphql'
import type { ApiRequest } from './api-request.ts'
import { authenticate, type Identity } from './auth.ts'
import { ApiError } from './errors.ts'
import type { Gql } from './graphql-context.ts'
import { readField } from './graphql-fields.ts'
import { depthOf, limitsOf, MAX_QUERY_LENGTH, overLimits, scoreOf } from './graphql-limits.ts'
import { schemaOf } from './graphql-schema.ts'
import { json, type Reply } from './reply.ts'
import { isRecord, parseBody } from './request-params.ts'
import type { Simulation } from './simulation.ts'

const MAX_VALIDATION_ERRORS = 5

interface Operation {
  query: string
  variables: Record<string, unknown>
  operationName: string | null
}

const refuse = (status: number, message: string) => json(status, { errors: [{ message }] })

/**
 * `POST /api/graphql` (gitlab-api.md §8). A body that is an array is a batch: its answers come as an array, and the
 * limits hold for all of it.
 */
export async function answerGraphql(sim: Simulation, request: ApiRequest): Promise<Reply> {
  const caller = callerOf(sim, request)
  if ('status' in caller) return caller
  const sent = await readOperations(request)
  if (sent === null) return json(400, { status: 400, error: 'Bad Request' })
  const length = sent.operations.reduce((sum, { query }) => sum + query.length, 0)
  if (length > MAX_QUERY_LENGTH) return refuse(422, 'Query too large')
  const prepared = sent.operations.map((operation) => prepare(sim, operation))
  const score = prepared.reduce((sum, one) => sum + ('score' in one ? one.score : 0), 0)
  const results = []
  for (const one of prepared) {
    results.push(
      'errors' in one
        ? one
        : await run({ sim, score, ...caller, limit: limitsOf(caller.caller).complexity }, one),
    )
  }
  return json(200, sent.isBatch ? results : results[0])
}

/** Who asks; a token that is no good is one refusal whatever is wrong with it (§8.5). */
function callerOf(sim: Simulation, request: ApiRequest): { caller: Identity | null } | Reply {
  try {
    return { caller: authenticate(sim, { ...request, method: 'GET' }, []) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const isBlocked = error.reply.status === 403 && error.reply.body.includes('Your account')
    return isBlocked ? refuse(403, 'API not accessible for user') : refuse(401, 'Invalid token')
  }
}

async function readOperations(
  request: ApiRequest,
): Promise<{ isBatch: boolean; operations: Operation[] } | null> {
  const mediaType = request.headers['content-type'] ?? ''
  try {
    const body: unknown = mediaType.startsWith('application/json')
      ? JSON.parse(request.body.toString('utf8'))
      : await parseBody(mediaType, request.body)
    const isBatch = Array.isArray(body)
    return { isBatch, operations: (isBatch ? body : [body]).map(readOperation) }
  } catch {
    return null
  }
}

function readOperation(sent: unknown): Operation {
  const { query, variables, operationName } = isRecord(sent) ? sent : {}
  const given: unknown = typeof variables === 'string' ? JSON.parse(variables || '{}') : variables
  return {
    query: typeof query === 'string' ? query : '',
    variables: isRecord(given) ? given : {},
    operationName: typeof operationName === 'string' ? operationName : null,
  }
}

type Prepared =
  | { errors: readonly GraphQLError[] }
  | { document: DocumentNode; operation: Operation; score: number; depth: number }

/** Everything before the first field is read: syntax, validation, variables, cost. */
function prepare(sim: Simulation, operation: Operation): Prepared {
  if (operation.query.trim() === '') return failed('No query string was present')
  const schema = schemaOf(sim.settings)
  try {
    const document = parse(operation.query)
    const errors = validate(schema, document, undefined, {
      maxErrors: MAX_VALIDATION_ERRORS,
      hideSuggestions: true,
    })
    if (errors.length > 0) return { errors: errors.slice(0, MAX_VALIDATION_ERRORS).map(inRuby) }
    const node = getOperationAST(document, operation.operationName)
    if (node == null) return failed('An operation name is required')
    return {
      document,
      operation,
      score: scoreOf(schema, document, node, operation.variables),
      depth: depthOf(document, node),
    }
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] }
    throw error
  }
}

const failed = (message: string) => ({ errors: [new GraphQLError(message)] })

/** graphql-ruby tells of an unknown field in its own words, which clients look for. */
function inRuby(error: GraphQLError): GraphQLError {
  const [, fieldName, typeName] =
    /^Cannot query field "(.+?)" on type "(.+?)"/.exec(error.message) ?? []
  if (fieldName === undefined) return error
  return new GraphQLError(`Field '${fieldName}' doesn't exist on type '${typeName}'`, {
    nodes: error.nodes ?? null,
    extensions: { code: 'undefinedField', typeName, fieldName },
  })
}

async function run(gql: Gql, one: Exclude<Prepared, { errors: unknown }>) {
  const { document, operation, depth } = one
  const errors = overLimits({ complexity: gql.score, depth }, limitsOf(gql.caller))
  if (errors.length > 0) return { errors }
  return execute({
    schema: schemaOf(gql.sim.settings),
    document,
    fieldResolver: readField,
    contextValue: gql,
    variableValues: operation.variables,
    operationName: operation.operationName,
  })
}
