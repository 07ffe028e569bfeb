import { expect, test } from 'vitest'
import { routePattern } from './route-pattern.ts'

const cases: [path: string, pattern: string][] = [
  ['user', 'user'],
  ['projects', 'projects'],
  ['projects/7', 'projects/:id'],
  ['projects/7/cluster_agents/3/tokens/12', 'projects/:id/cluster_agents/:id/tokens/:id'],
  ['groups/platform%2Fweb/clusters', 'groups/:id/clusters'],
  ['groups/platform/clusters', 'groups/:id/clusters'],
  ['admin/clusters/4', 'admin/clusters/:id'],
  ['personal_access_tokens/self', 'personal_access_tokens/self'],
  ['discover-cert-based-clusters', 'discover-cert-based-clusters'],
  ['projects/1/members/all/2', 'projects/:id/members/all/:id'],
  ['users/7', 'users/:id'],
  ['graphql', 'graphql'],
  ['oauth/token', 'oauth/token'],
  ['.well-known/openid-configuration', '.well-known/openid-configuration'],
]

test.each(cases)('%s is counted as %s', (path, pattern) => {
  expect(routePattern(path)).toBe(pattern)
})
