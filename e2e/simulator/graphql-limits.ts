import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity'
import type { Identity } from './auth.ts'
import { MAX_PAGE } from './graphql-connection.ts'

/** §8.5, in characters; of a batch all texts together. */
export const MAX_QUERY_LENGTH = 10_000

/** What an operation may cost, and how deep it may go (§8.5). */
export const limitsOf = (caller: Identity | null) => ({
  complexity: caller === null ? 200 : caller.isAdmin ? 300 : 250,
  depth: caller === null ? 15 : 20,
})

// §8.5: fields with a cost of their own.
const CONSTANT_COST: Readonly<Record<string, number>> = { 'ClusterAgent.connections': 5 }

/**
 * What §8.5 charges: a plain field 1, a connection by its page size, more with `sort` and `search`; every field rounds
 * down. Questions about the schema cost nothing.
 */
const estimate: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  if (field.name === '__schema' || field.name === '__type') return 0
  const constant = CONSTANT_COST[`${type.name}.${field.name}`]
  if (constant !== undefined) return constant + childComplexity
  const isSorted = args.sort != null ? 1 : 0
  const isSearched = args.search != null ? 5 : 0
  const cost = childComplexity + 1 + isSorted + isSearched
  if (!getNamedType(field.type).name.endsWith('Connection')) return cost
  const size = Math.min(args.first ?? MAX_PAGE, args.last ?? MAX_PAGE, MAX_PAGE)
  return Math.floor(cost * (1 + 0.01 * size))
}

/**
 * The score of an operation.
 * @throws GraphQLError when its variables do not fit
 */
export const scoreOf = (
  schema: GraphQLSchema,
  query: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number =>
  getComplexity({
    schema,
    query: {
      ...query,
      definitions: query.definitions.filter(
        (definition) => definition.kind !== 'OperationDefinition' || definition === operation,
      ),
    },
    variables,
    estimators: [estimate],
  })

/** How many fields stand in each other at the deepest place; what asks about the schema does not count. */
export function depthOf(query: DocumentNode, operation: OperationDefinitionNode): number {
  const fragments = new Map(
    query.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === 'FragmentDefinition')
      .map((node) => [node.name.value, node.selectionSet]),
  )
  const below = (set: SelectionSetNode | undefined): number =>
    Math.max(
      0,
      ...(set?.selections ?? []).map((node) => {
        if (node.kind === 'InlineFragment') return below(node.selectionSet)
        if (node.kind === 'FragmentSpread') return below(fragments.get(node.name.value))
        return node.name.value.startsWith('__') ? 0 : 1 + below(node.selectionSet)
      }),
    )
  return below(operation.selectionSet)
}

/** Refusals in graphql-ruby's words (the reference calls them UNVERIFIED). */
export function overLimits(
  measured: { complexity: number; depth: number },
  limits: { complexity: number; depth: number },
): GraphQLError[] {
  const refuse = (what: 'complexity' | 'depth') =>
    measured[what] > limits[what]
      ? [
          new GraphQLError(
            `Query has ${what} of ${measured[what]}, which exceeds max ${what} of ${limits[what]}`,
          ),
        ]
      : []
  return [...refuse('complexity'), ...refuse('depth')]
}
