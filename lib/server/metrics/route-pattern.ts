import 'server-only'

// What follows these names a record, even where it looks like a word.
const collections = new Set(['projects', 'groups', 'users'])
const word = /^\.?[A-Za-z][A-Za-z_-]*$/

/**
 * A path at GitLab without what names a record: `projects/7/cluster_agents/3` → `projects/:id/cluster_agents/:id`. There
 * are as many patterns as the console has operations, whatever there is at GitLab.
 */
export const routePattern = (path: string): string =>
  path
    .split('/')
    .map((segment, index, all) =>
      !word.test(segment) || collections.has(all[index - 1] ?? '') ? ':id' : segment,
    )
    .join('/')
