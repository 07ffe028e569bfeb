import { type Endpoint, endpoint } from './endpoint.ts'
import { forbidden } from './errors.ts'
import { requireCaller } from './lookup.ts'
import { json } from './reply.ts'
import type { Simulation } from './simulation.ts'

const REVISION = '5f1c3e9a2b7'
const KAS_URL = 'wss://kas.gitlab.test'
const K8S_PROXY_URL = 'https://kas.gitlab.test/k8s-proxy/'

const metadata = (path: string) =>
  endpoint({
    method: 'GET',
    path,
    extraReadScopes: ['read_user'],
    before: requireCaller,
    run: (call) => json(200, metadataEntity(call.sim)),
  })

const applicationSettings = endpoint({
  method: 'GET',
  path: '/application/settings',
  before: (call) => {
    if (!requireCaller(call).isAdmin) throw forbidden()
  },
  run: ({ sim: { settings } }) =>
    json(200, {
      id: 1,
      admin_mode: settings.admin_mode,
      receptive_cluster_agents_enabled: settings.receptive_cluster_agents_enabled,
      allow_local_requests_from_web_hooks_and_services: settings.allow_local_requests,
      allow_local_requests_from_hooks_and_services: settings.allow_local_requests,
      allow_local_requests_from_system_hooks: true,
      outbound_local_requests_whitelist: [],
      dns_rebinding_protection_enabled: false,
      throttle_authenticated_api_enabled: settings.throttle_requests_per_minute > 0,
      throttle_authenticated_api_requests_per_period: settings.throttle_requests_per_minute || 7200,
      throttle_authenticated_api_period_in_seconds:
        settings.throttle_requests_per_minute > 0 ? 60 : 3600,
    }),
})

/** `/metadata`, `/version` and `/application/settings` (gitlab-api.md §7). */
export const instanceEndpoints: readonly Endpoint[] = [
  metadata('/metadata'),
  metadata('/version'),
  applicationSettings,
]

/** camelCase inside `kas`, because GitLab proxies its own GraphQL here (§7). */
export function metadataEntity({ settings }: Simulation) {
  const version = /-(ee|pre)$/.test(settings.version) ? settings.version : fullVersion(settings)
  return {
    version,
    revision: REVISION,
    kas: {
      enabled: settings.kas_enabled,
      externalUrl: settings.kas_enabled ? KAS_URL : null,
      externalK8sProxyUrl: settings.kas_enabled ? K8S_PROXY_URL : null,
      version: settings.kas_enabled ? `v${settings.version.replace(/-.*$/, '')}` : null,
    },
    enterprise: settings.enterprise,
  }
}

const fullVersion = ({ version, enterprise }: { version: string; enterprise: boolean }) =>
  enterprise ? `${version}-ee` : version
