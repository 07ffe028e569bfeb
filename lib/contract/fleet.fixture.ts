import type { FleetAgent, FleetCluster, FleetEnd, FleetProgress, FleetScope } from './fleet.ts'

/** When the rows of the fixtures were read, by GitLab's clock. */
export const fleetNow = '2026-11-20T12:00:00Z'

const daysMs = 86_400_000
/** ISO 8601, so many days before {@link fleetNow}; fractions are parts of a day. */
export const daysAgo = (days: number): string =>
  new Date(Date.parse(fleetNow) - days * daysMs).toISOString()

const projectScope = (id: number, path: string): FleetScope => ({
  kind: 'project',
  id,
  name: path.split('/').at(-1) ?? path,
  path,
  web_url: `https://gitlab.example.test/${path}`,
})

export const person = (id: number, username: string, state = 'active') => ({
  id,
  username,
  name: `Name of ${username}`,
  web_url: `https://gitlab.example.test/${username}`,
  state,
})

/** A connected agent with one token that is 30 days old. */
export function fleetAgent(id: number, change: Partial<FleetAgent> = {}) {
  return {
    type: 'agent' as const,
    id,
    name: `agent-${id}`,
    created_at: daysAgo(400),
    scope: projectScope(100 + id, `platform/team/app-${id}`),
    web_url: null,
    created_by: person(1, 'root'),
    tokens: [
      {
        id: 1_000 + id,
        name: 'main',
        created_at: daysAgo(30),
        last_used_at: daysAgo(1 / 1440),
        created_by: person(1, 'root'),
      },
    ],
    versions: ['18.5.0'],
    is_receptive: false,
    url_configuration: null,
    console: { as_of: fleetNow },
    ...change,
  }
}

/** An enabled cluster without a CA certificate. */
export function fleetCluster(id: number, change: Partial<FleetCluster> = {}) {
  return {
    type: 'cluster' as const,
    id,
    name: `cluster-${id}`,
    created_at: daysAgo(900),
    domain: null,
    enabled: true,
    managed: true,
    namespace_per_environment: true,
    provider_type: 'user' as const,
    environment_scope: '*',
    cluster_type: 'project_type' as const,
    user: person(2, 'maintainer'),
    platform_kubernetes: {
      api_url: `https://k8s-${id}.example.test:6443`,
      namespace: null,
      authorization_type: 'rbac' as const,
    },
    provider_gcp: null,
    management_project: null,
    scope: projectScope(200 + id, `shop/web-${id}`),
    console: { ca: null, as_of: fleetNow },
    ...change,
  }
}

export const fleetProgress = (change: Partial<FleetProgress> = {}): FleetProgress => ({
  type: 'progress',
  scan: 's1',
  state: 'running',
  started_at: daysAgo(0),
  phase: 'agents',
  done: 1,
  total: 10,
  projects: { done: 100, total: 1_000 },
  requests: 12,
  rate: 8,
  waiting_until: null,
  waiting_for: null,
  remaining_s: 41,
  ...change,
})

export const fleetEnd = (change: Partial<FleetEnd> = {}): FleetEnd => ({
  type: 'end',
  scan: 's1',
  state: 'finished',
  complete: true,
  started_at: daysAgo(0.01),
  finished_at: daysAgo(0),
  clusters: 0,
  agents: 0,
  problems: 0,
  groups: 10,
  projects: 1_000,
  requests: 80,
  duration_ms: 4_000,
  skipped: ['personal'],
  clusters_by: 'discovery',
  gitlab: { version: '18.5.0', kas_version: '18.5.0', enterprise: false },
  ...change,
})
