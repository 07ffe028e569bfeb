import type { GroupedMap } from './grouped-map.ts'

/** Role levels as GitLab numbers them. */
export const ACCESS = { guest: 10, reporter: 20, developer: 30, maintainer: 40, owner: 50 } as const

export type Visibility = 'private' | 'internal' | 'public'
export const USER_STATES = [
  'active',
  'blocked',
  'deactivated',
  'banned',
  'ldap_blocked',
  'blocked_pending_approval',
] as const

type UserState = (typeof USER_STATES)[number]

export interface User {
  id: number
  username: string
  name: string
  state: UserState
  isAdmin: boolean
  createdAt: number
}

export interface PersonalAccessToken {
  id: number
  value: string
  name: string
  userId: number
  scopes: readonly string[]
  revoked: boolean
  createdAt: number
  expiresAt: number
  lastUsedAt: number | null
}

export interface Group {
  id: number
  name: string
  path: string
  fullPath: string
  parentId: number | null
  visibility: Visibility
  description: string
  createdAt: number
}

/** Where a project lives: a group, or a person's own namespace. */
export type Namespace = { kind: 'group'; id: number } | { kind: 'user'; id: number }

export interface Environment {
  id: number
  name: string
  slug: string
  externalUrl: string | null
  tier: string
  state: 'available' | 'stopped'
  createdAt: number
}

export interface Project {
  id: number
  name: string
  path: string
  fullPath: string
  namespace: Namespace
  visibility: Visibility
  description: string | null
  archived: boolean
  createdAt: number
  lastActivityAt: number
  environments: Environment[]
  /** Files of the default branch by path. */
  files: ReadonlyMap<string, string>
}

/** What a certificate-based cluster is attached to. */
export type Clusterable =
  | { kind: 'instance' }
  | { kind: 'group'; id: number }
  | { kind: 'project'; id: number }

interface GcpProvider {
  status_name: 'scheduled' | 'creating' | 'created' | 'errored'
  gcp_project_id: string
  zone: string
  machine_type: string
  num_nodes: number
  endpoint: string
}

/** One string for what a cluster is attached to. */
export const ownerKey = (owner: Clusterable): string =>
  owner.kind === 'instance' ? owner.kind : `${owner.kind}:${owner.id}`

export type AuthorizationType = 'unknown_authorization' | 'rbac' | 'abac'

export interface Cluster {
  id: number
  owner: Clusterable
  name: string
  domain: string | null
  enabled: boolean
  managed: boolean
  environmentScope: string
  namespacePerEnvironment: boolean
  gcp: GcpProvider | null
  userId: number | null
  managementProjectId: number | null
  platform: {
    apiUrl: string
    token: string
    caCert: string | null
    namespace: string | null
    authorizationType: AuthorizationType
  }
  createdAt: number
  updatedAt: number
}

export interface Agent {
  id: number
  projectId: number
  name: string
  createdByUserId: number | null
  createdAt: number
  updatedAt: number
  /** Versions of its pods, one each; null: one pod as new as GitLab itself. */
  versions: readonly string[] | null
}

export interface AgentToken {
  id: number
  agentId: number
  name: string
  description: string | null
  status: 'active' | 'revoked'
  createdByUserId: number | null
  createdAt: number
  revokedAt: number | null
  lastUsedAt: number | null
  /** When its agent runs with it and uses it every minute; null: only the control port makes contacts. */
  reports: { from: number; until: number } | null
}

export interface UrlConfiguration {
  id: number
  agentId: number
  url: string
  publicKey: string | null
  clientCert: string | null
  caCert: string | null
  tlsHost: string | null
  updatedAt: number
}

export type Sequence = 'cluster' | 'agent' | 'agentToken' | 'urlConfiguration'

/** All records of one simulated instance. */
export interface World {
  users: Map<number, User>
  personalAccessTokens: PersonalAccessToken[]
  /** Also by full path in lower case. */
  groups: GroupedMap<string, Group>
  /** Also by full path in lower case. */
  projects: GroupedMap<string, Project>
  /** Old full path of a moved project to its id. */
  movedProjects: Map<string, number>
  /** `<kind>:<group or project id>:<user id>` to access level. */
  members: Map<string, number>
  /** Also by {@link ownerKey}. */
  clusters: GroupedMap<string, Cluster>
  /** Also by the id of their project. */
  agents: GroupedMap<number, Agent>
  /** Also by the id of their agent. */
  agentTokens: GroupedMap<number, AgentToken>
  /** Also by the id of their agent. */
  urlConfigurations: GroupedMap<number, UrlConfiguration>
  /** So long after its creation somebody has installed a new token; null: nobody does. */
  installsAfterMs: number | null
  nextId: Record<Sequence, number>
}

/** Hands out the next id of a kind of record; ids are never used twice. */
export function takeId(world: World, sequence: Sequence): number {
  const id = world.nextId[sequence]
  world.nextId[sequence] = id + 1
  return id
}
