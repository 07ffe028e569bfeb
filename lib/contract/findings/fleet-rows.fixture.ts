import type { Ca, Certificate } from '#lib/contract/certificate.ts'
import { fleetAgent, fleetCluster, fleetNow } from '#lib/contract/fleet.fixture.ts'
import type { FleetRow, FleetScope, FleetToken, FleetUser } from '#lib/contract/fleet.ts'

/* Rows of a fleet in which nothing deserves care; each test spoils one thing. */

type ClusterRow = Extract<FleetRow, { type: 'cluster' }>
type AgentRow = Extract<FleetRow, { type: 'agent' }>

/** The moment of the tests, in epoch milliseconds. */
export const now = Date.parse(fleetNow)
const dayMs = 86_400_000
/** So many days before `now`, and so many milliseconds more; ISO 8601. */
export const ago = (days: number, moreMs = 0) => new Date(now - days * dayMs - moreMs).toISOString()
/** So many days after `now`, and so many milliseconds more; ISO 8601. */
export const ahead = (days: number, moreMs = 0) => ago(-days, -moreMs)

export const person = (username: string, state: string | null = 'active'): FleetUser => ({
  id: [...username].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1_000_000,
  username,
  name: username,
  web_url: `https://gitlab.test/${username}`,
  state,
})

export const instance: FleetScope = {
  kind: 'instance',
  id: null,
  name: '',
  path: null,
  web_url: null,
}
export const project = (id: number): FleetScope => ({
  kind: 'project',
  id,
  name: `p${id}`,
  path: `group/p${id}`,
  web_url: `https://gitlab.test/group/p${id}`,
})

/** A certificate that lasts for a year; `sha256` begins with `mark`. */
export const certificate = (mark: string, changed: Partial<Certificate> = {}): Certificate => ({
  subject: `CN=${mark}`,
  issuer: `CN=${mark}`,
  serial_number: '01',
  not_before: ago(10),
  not_after: ahead(365),
  sha256: mark.padEnd(64, '0'),
  subject_alt_names: [],
  is_ca: true,
  self_signed: true,
  key: { type: 'rsa', bits: 4096 },
  signature_algorithm: 'sha256WithRSAEncryption',
  ...changed,
})

export const ca = (...certificates: Certificate[]): Ca => ({
  readable: true,
  certificates,
  not_after: certificates[0]?.not_after ?? null,
  sha256: certificates[0]?.sha256 ?? null,
})

/** A cluster as it should be: RBAC, one environment, a CA that lasts. */
export const cluster = (id: number, changed: Partial<ClusterRow> = {}): ClusterRow =>
  fleetCluster(id, {
    name: `c${id}`,
    environment_scope: 'production',
    user: person('ann'),
    platform_kubernetes: {
      api_url: `https://k8s-${id}.example.test`,
      namespace: null,
      authorization_type: 'rbac',
    },
    console: { ca: ca(certificate(`a${id}`)), as_of: ago(0) },
    scope: project(id),
    ...changed,
  })

export const token = (id: number, changed: Partial<FleetToken> = {}): FleetToken => ({
  id,
  name: `t${id}`,
  created_at: ago(20),
  last_used_at: ago(0, 60_000),
  created_by: person('ann'),
  ...changed,
})

/** An agent as it should be: one young token, used a minute ago, and the version of the server. */
export const agent = (id: number, changed: Partial<AgentRow> = {}): AgentRow =>
  fleetAgent(id, {
    scope: project(id),
    created_by: person('ann'),
    tokens: [token(id * 10)],
    versions: ['18.10.0'],
    console: { as_of: ago(0) },
    ...changed,
  })

export const urlConfiguration = (
  changed: Partial<NonNullable<AgentRow['url_configuration']>> = {},
): NonNullable<AgentRow['url_configuration']> => ({
  id: 1,
  url: 'grpcs://agent.example.test:8443',
  tls_host: null,
  ca: null,
  client: null,
  ...changed,
})

export const gitlab = { version: '18.10.1-ee', kas_version: '18.10.1', enterprise: true }
