/** Instance settings that the control port changes while the simulator runs. */
export interface Settings {
  certificate_based_clusters: boolean
  receptive_cluster_agents_enabled: boolean
  admin_mode: boolean
  kas_enabled: boolean
  enterprise: boolean
  version: string
  allow_local_requests: boolean
  agent_token_prefix: string
  discovery_needs_membership: boolean
  /** Whether agents have `isReceptive` and `urlConfigurations` in GraphQL, which the reference leaves open (§8.1). */
  graphql_receptive_fields: boolean
  /** Off: KAS is configured but does not answer (§8.4). */
  kas_reachable: boolean
  throttle_requests_per_minute: number
  latency_ms: number
}

/** The settings of both worlds as they are at start. */
export const defaultSettings = (latencyMs: number): Settings => ({
  certificate_based_clusters: true,
  receptive_cluster_agents_enabled: true,
  admin_mode: false,
  kas_enabled: true,
  enterprise: true,
  version: '18.10.0',
  allow_local_requests: false,
  agent_token_prefix: '',
  discovery_needs_membership: false,
  graphql_receptive_fields: true,
  kas_reachable: true,
  throttle_requests_per_minute: 0,
  latency_ms: latencyMs,
})
