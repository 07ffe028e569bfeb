import 'server-only'

/** Every address of the console, as folders of app/ name it; a test holds the two together. */
export const ownRoutes = [
  '/',
  '/audit',
  '/auth/callback',
  '/auth/login',
  '/auth/logout',
  '/certificates',
  '/findings',
  '/fleet',
  '/healthz',
  '/login',
  '/metrics',
  '/projects/:projectId/agents',
  '/projects/:projectId/agents/:agentId',
  '/projects/:projectId/agents/:agentId/rotation',
  '/readyz',
  '/rotation',
  '/sessions',
  '/settings',
  '/signed-in',
  '/api',
  '/api/audit',
  '/api/certificates/inspect',
  '/api/findings/snoozes',
  '/api/findings/snoozes/:id',
  '/api/fleet',
  '/api/groups',
  '/api/instance',
  '/api/intents',
  '/api/intents/:key',
  '/api/projects',
  '/api/projects/:projectId/agents',
  '/api/projects/:projectId/agents/:agentId',
  '/api/projects/:projectId/agents/:agentId/status',
  '/api/projects/:projectId/agents/:agentId/tokens',
  '/api/projects/:projectId/agents/:agentId/tokens/:tokenId',
  '/api/projects/:projectId/agents/:agentId/url-configurations',
  '/api/projects/:projectId/agents/:agentId/url-configurations/:configurationId',
  '/api/scopes/:scope',
  '/api/scopes/:scope/clusters',
  '/api/scopes/:scope/clusters/:clusterId',
  '/api/session',
  '/api/sessions',
  '/api/sessions/:id',
  '/api/views',
  '/api/views/:id',
  '/:scope/clusters',
  '/:scope/clusters/new',
  '/:scope/clusters/:clusterId',
] as const

/** Whatever else is asked for, by where it lies. The words of such an address are anybody's. */
const elsewhere = ['/_next/static/', '/_next/', '/api/'] as const

export type OwnRoute = (typeof ownRoutes)[number] | `${(typeof elsewhere)[number]}*` | '*'

const segmentsOf = (path: string) => path.split('/').slice(1)
const known = ownRoutes.map((route) => ({ route, segments: segmentsOf(route) }))

/**
 * The pattern of a path, for the log and the metrics: `/api/projects/7/agents` → `/api/projects/:projectId/agents`. There are
 * as many as the console has routes, and a few for all that is none of them.
 */
export function ownRoute(path: string): OwnRoute {
  const asked = segmentsOf(path)
  const isIt = (segments: readonly string[]) =>
    segments.length === asked.length &&
    segments.every((segment, i) => {
      const given = asked[i] ?? ''
      return segment.startsWith(':') ? given !== '' && given !== 'api' : segment === given
    })
  const found = known.find(({ segments }) => isIt(segments))
  if (found !== undefined) return found.route
  const place = elsewhere.find((start) => path.startsWith(start))
  return place === undefined ? '*' : `${place}*`
}
