import type { Username } from './fixtures.ts'

/** One scope with what world `standard` holds there: every cluster story runs over all of them. */
export interface Place {
  scope: 'instance' | 'group-1' | 'project-1'
  /** Somebody who may change clusters there. */
  as: Username
  /** GitLab's path of the collection, below `/api/v4/`. */
  collection: string
  /** A cluster of a user there. */
  cluster: { id: number; name: string; environment_scope: string }
  /** All names there, in the order of the list. */
  names: string[]
  /** Somebody whom GitLab does not show the clusters. */
  stranger: Username
}

export const places: Place[] = [
  {
    scope: 'instance',
    as: 'root',
    collection: 'admin/clusters',
    cluster: { id: 1, name: 'shared-prod', environment_scope: '*' },
    names: ['gke-legacy', 'shared-prod'],
    stranger: 'maintainer',
  },
  {
    scope: 'group-1',
    as: 'maintainer',
    collection: 'groups/1/clusters',
    cluster: { id: 3, name: 'platform-prod', environment_scope: 'production' },
    names: ['platform-prod'],
    stranger: 'reporter',
  },
  {
    scope: 'project-1',
    as: 'maintainer',
    collection: 'projects/1/clusters',
    cluster: { id: 4, name: 'agents-staging', environment_scope: 'staging' },
    names: ['agents-old', 'agents-staging'],
    stranger: 'reporter',
  },
]
