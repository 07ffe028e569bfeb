import type { LucideIcon } from 'lucide-react'
import { Folder, FolderGit2, Server } from 'lucide-react'
import type { Route } from 'next'
import type { Place } from '#lib/client/recent-scopes.ts'
import { formatScope, type Scope } from '#lib/contract/scope.ts'

export const scopeIcons = {
  instance: Server,
  group: Folder,
  project: FolderGit2,
} satisfies Record<Scope['kind'], LucideIcon>

/** The page that lists the clusters of a scope. */
export const clustersHref = (scope: Scope): Route => `/${formatScope(scope)}/clusters` as Route

/** Whether a name or path holds what was typed, without regard to case. */
export function isMatch(place: Place, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  return [place.name, place.path ?? ''].some((text) => text.toLowerCase().includes(wanted))
}
