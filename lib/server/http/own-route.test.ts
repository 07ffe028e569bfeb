import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ownRoute, ownRoutes } from './own-route.ts'

const cases: [path: string, route: string][] = [
  ['/', '/'],
  ['/api/session', '/api/session'],
  [
    '/api/projects/7/agents/3/tokens/12',
    '/api/projects/:projectId/agents/:agentId/tokens/:tokenId',
  ],
  ['/api/scopes/group-4/clusters', '/api/scopes/:scope/clusters'],
  ['/api/scopes/clusters/clusters', '/api/scopes/:scope/clusters'],
  ['/instance/clusters/new', '/:scope/clusters/new'],
  ['/instance/clusters/5', '/:scope/clusters/:clusterId'],
  ['/projects/1/agents/2/rotation', '/projects/:projectId/agents/:agentId/rotation'],
  ['/api/clusters', '/api/*'],
  ['/api/v4/user', '/api/*'],
  ['/api/projects//agents', '/api/*'],
  ['/_next/static/chunks/0a.js', '/_next/static/*'],
  ['/_next/image', '/_next/*'],
  ['/.env', '*'],
  ['/fleet/', '*'],
  ['//fleet', '*'],
]
test.each(cases)('%s is %s', (path, route) => {
  expect(ownRoute(path)).toBe(route)
})

test('every page and route of app/ has its pattern, and nothing else', () => {
  const files = globSync('app/**/{page.tsx,route.ts}')
  const routes = files.map((file) => {
    const folders = file.split('/').slice(1, -1)
    const shown = folders.filter((folder) => !folder.startsWith('('))
    return `/${shown.map((folder) => folder.replace(/^\[(\w+)\]$/, ':$1')).join('/')}`
  })
  const named = routes.filter((route) => !route.includes('[...'))
  expect(named.sort()).toEqual([...ownRoutes].sort())
})
