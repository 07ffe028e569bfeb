import type { LucideIcon } from 'lucide-react'
import { Folder, FolderGit2, Server } from 'lucide-react'
import type { Route } from 'next'
import { foldedText, hasEveryWord, searchWords } from '#components/table/search.ts'
import type { Place } from '#lib/client/recent-scopes.ts'
import { formatScope, type Scope } from '#lib/contract/scope.ts'
import { isAgentsPath } from './scope-path.ts'

export const scopeIcons = {
  instance: Server,
  group: Folder,
  project: FolderGit2,
} satisfies Record<Scope['kind'], LucideIcon>

/** Where somebody without a scope chooses one, on the overview. */
export const choosePlaceId = 'choose-place'
export const choosePlaceHref = `/#${choosePlaceId}` as Route

/** The page that lists the clusters of a scope. */
export const clustersHref = (scope: Scope): Route => `/${formatScope(scope)}/clusters` as Route

/** The page that lists the agents of a project. */
export const agentsHref = (projectId: number): Route => `/projects/${projectId}/agents` as Route

/** Where a scope leads from the page at `path`: from agents to agents as far as the scope has any, else to its clusters. */
export const scopeHref = (scope: Scope, path: string): Route =>
  scope.kind === 'project' && isAgentsPath(path) ? agentsHref(scope.id) : clustersHref(scope)

/** Whether every word that was typed stands in the name or the path, without regard to case. */
export const isMatch = ({ name, path }: Pick<Place, 'name' | 'path'>, query: string): boolean =>
  hasEveryWord(foldedText([name, path]), searchWords(query))

/**
 * Hits of a search. Until GitLab has answered for what is typed now (`isOld`), only those earlier ones stay that fit it too:
 * so none moves when the answer comes, under the hand of whoever presses it.
 */
export const fitting = <T extends Pick<Place, 'name' | 'path'>>(
  hits: readonly T[],
  query: string,
  isOld: boolean,
): readonly T[] => (isOld ? hits.filter((hit) => isMatch(hit, query)) : hits)

/** GitLab finds parts of names and paths from so many letters on. */
const searchableFrom = 3

/** Whether too little was typed for GitLab to find parts of words. */
export function isTooShort(query: string): boolean {
  const words = query.split(/[\s/]+/).filter(Boolean)
  return words.length > 0 && words.every((word) => word.length < searchableFrom)
}
