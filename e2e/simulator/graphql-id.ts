import { GraphQLError } from 'graphql'
import { gid } from './graphql-context.ts'

/**
 * The number in a global id of the model given.
 * @throws GraphQLError for no global id, or one of another model
 */
export function readGid(model: string, id: string): number {
  const number = /^gid:\/\/gitlab\/[\w:]+\/([1-9]\d*)$/.exec(id)?.[1]
  if (number === undefined) throw new GraphQLError(`"${id}" is not a valid GitLab ID.`)
  if (id !== gid(model, Number(number))) {
    throw new GraphQLError(`"${id}" is not a valid ID for ${model}.`)
  }
  return Number(number)
}
