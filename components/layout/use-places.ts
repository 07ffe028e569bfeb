'use client'
import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useSyncExternalStore } from 'react'
import { ProblemError } from '#lib/client/problem-error.ts'
import { type Place, recentScopes } from '#lib/client/recent-scopes.ts'
import { scopeQueries } from '#lib/client/scopes.ts'
import { useDebounced } from '#lib/client/use-debounced.ts'
import { formatScope, type Scope } from '#lib/contract/scope.ts'
import { fitting, isMatch, isTooShort } from './places.ts'
import { scopeOfPath } from './scope-path.ts'
import { useSession } from './session-gate.tsx'

/** Places of the signed-in person, the last one first. */
function useRecentPlaces(): readonly Place[] {
  const userId = useSession()?.user.id
  return useSyncExternalStore(
    recentScopes.subscribe,
    () => (userId === undefined ? recentScopes.none : recentScopes.read(userId)),
    () => recentScopes.none,
  )
}

/** The scope in the address, or null on pages that belong to none. */
export function useScopeInPath(): Scope | null {
  return scopeOfPath(usePathname())
}

/**
 * The place of the page: the one in the address with its name once known, else the last one visited, else the
 * instance for administrators.
 */
export function useCurrentPlace(): Place | null {
  const t = useTranslations('shell')
  const session = useSession()
  const scope = useScopeInPath()
  const recent = useRecentPlaces()
  const userId = session?.user.id
  const info = useQuery({
    ...scopeQueries.info(scope ?? { kind: 'instance' }),
    enabled: userId !== undefined && scope !== null && scope.kind !== 'instance',
  })
  const known = scope && recent.find((place) => formatScope(place.scope) === formatScope(scope))
  const instance: Place = { scope: { kind: 'instance' }, name: t('instance'), path: null }
  const place =
    scope?.kind === 'instance'
      ? instance
      : scope && info.data
        ? { scope, name: info.data.name, path: info.data.path }
        : null
  const isGone = info.error instanceof ProblemError && info.error.problem.code === 'scope_not_found'
  // Without a list of causes: remembering what is remembered already does nothing.
  useEffect(() => {
    if (userId === undefined) return
    if (place) recentScopes.remember(userId, place)
    else if (scope && isGone && known) recentScopes.forget(userId, scope)
  })
  if (scope === null) return recent[0] ?? (session?.user.is_admin ? instance : null)
  return place ?? known ?? null
}

export interface PlaceSearch {
  instance: Place[]
  recent: Place[]
  groups: Place[]
  projects: Place[]
  isSearching: boolean
  /** Too little was typed to search GitLab: only what is known here is searched. */
  isTooShort: boolean
  error: Error | null
}

/** Places whose name or path holds `query`; without one, the recent ones and the first groups and projects. */
export function usePlaceSearch(query: string, enabled: boolean): PlaceSearch {
  const t = useTranslations('shell')
  const typed = query.trim()
  const tooShort = isTooShort(typed)
  // What is too short is not asked for: the first groups and projects stay at hand to be looked through.
  const search = useDebounced(tooShort ? '' : typed)
  const groups = useQuery({ ...scopeQueries.groups(search), enabled })
  const projects = useQuery({ ...scopeQueries.projects(search), enabled })
  const instance: Place = { scope: { kind: 'instance' }, name: t('instance'), path: null }
  const recent = useRecentPlaces().filter((place) => isMatch(place, typed))
  const seen = new Set(recent.map((place) => formatScope(place.scope)))
  const placesOf = (kind: 'group' | 'project', { data, isPlaceholderData }: typeof groups) => {
    const isOld = isPlaceholderData || typed !== search
    return fitting(data?.items ?? [], typed, isOld)
      .map(({ id, name, path }): Place => ({ scope: { kind, id }, name, path }))
      .filter((place) => !seen.has(formatScope(place.scope)))
  }
  return {
    instance: seen.has('instance') || !isMatch(instance, typed) ? [] : [instance],
    recent,
    groups: placesOf('group', groups),
    projects: placesOf('project', projects),
    isTooShort: tooShort,
    isSearching: (!tooShort && typed !== search) || groups.isFetching || projects.isFetching,
    error: groups.error ?? projects.error,
  }
}
