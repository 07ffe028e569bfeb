import { defaultFieldResolver, type GraphQLFieldResolver } from 'graphql'
import { agentFields, eventFields, tokenFields, urlConfigurationFields } from './graphql-agents.ts'
import { type Fields, type Gql, gid } from './graphql-context.ts'
import { mutationFields } from './graphql-mutations.ts'
import { groupFields, projectFields } from './graphql-projects.ts'
import { queryFields } from './graphql-root.ts'
import type { User } from './state.ts'

const userFields: Fields<User> = {
  id: ({ id }) => gid('User', id),
  avatarUrl: () => null,
  webUrl: ({ username }, { sim }) => `${sim.externalUrl}/${username}`,
  webPath: ({ username }) => `/${username}`,
  bot: () => false,
}

const configurationFields: Fields<{ name: string }> = { agentName: ({ name }) => name }

// A record reaches only the fields of its own type, which TypeScript cannot follow.
const types: Readonly<Record<string, Fields<never>>> = {
  Query: queryFields,
  Mutation: mutationFields,
  UserCore: userFields,
  CurrentUser: userFields,
  Project: projectFields,
  Group: groupFields,
  ClusterAgent: agentFields,
  ClusterAgentToken: tokenFields,
  ClusterAgentActivityEvent: eventFields,
  ClusterAgentUrlConfiguration: urlConfigurationFields,
  AgentConfiguration: configurationFields,
}

/** Reads any field: as its type's table says, else the record's property of that name. */
export const readField: GraphQLFieldResolver<unknown, Gql> = (record, args, gql, info) => {
  const fields = types[info.parentType.name] ?? {}
  const read = Object.hasOwn(fields, info.fieldName) ? fields[info.fieldName] : undefined
  if (read === undefined) return defaultFieldResolver(record, args, gql, info)
  const value = read(record as never, gql, args as never)
  // Every payload repeats the client's own id of its call.
  return info.parentType.name === 'Mutation'
    ? { clientMutationId: args.input.clientMutationId, ...(value as object) }
    : value
}
