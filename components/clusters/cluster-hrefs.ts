import type { Route } from 'next'
import { clustersHref } from '#components/layout/places.ts'
import type { Scope } from '#lib/contract/scope.ts'

/** The page of one cluster: its values and the form that changes them. */
export const clusterHref = (scope: Scope, id: number): Route =>
  `${clustersHref(scope)}/${id}` as Route

export const newClusterHref = (scope: Scope): Route => `${clustersHref(scope)}/new` as Route
