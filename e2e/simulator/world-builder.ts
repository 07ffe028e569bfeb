import { GroupedMap } from './grouped-map.ts'
import { memberKey } from './policy.ts'
import type {
  Agent,
  AgentToken,
  Cluster,
  Environment,
  Group,
  Namespace,
  Project,
  UrlConfiguration,
  User,
  Visibility,
  World,
} from './state.ts'
import { ownerKey, takeId } from './state.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
export const YEAR_MS = 365 * DAY_MS

const pathKey = ({ fullPath }: { fullPath: string }) => fullPath.toLowerCase()

/** A world without any record. */
export const createEmptyWorld = (): World => ({
  users: new Map(),
  personalAccessTokens: [],
  groups: new GroupedMap<string, Group>(pathKey),
  projects: new GroupedMap<string, Project>(pathKey),
  movedProjects: new Map(),
  members: new Map(),
  clusters: new GroupedMap(({ owner }) => ownerKey(owner)),
  agents: new GroupedMap(({ projectId }) => projectId),
  agentTokens: new GroupedMap(({ agentId }) => agentId),
  urlConfigurations: new GroupedMap(({ agentId }) => agentId),
  installsAfterMs: null,
  nextId: { cluster: 1, agent: 1, agentToken: 1, urlConfiguration: 1 },
})

/** Adds a person under the id given. */
export function addUser(world: World, user: User): User {
  world.users.set(user.id, user)
  return user
}

/** Adds a group with the next id; its full path follows from its parent. */
export function addGroup(
  world: World,
  group: {
    name: string
    path: string
    parent?: Group
    visibility: Visibility
    createdAt: number
  } & {
    description?: string
  },
): Group {
  const { parent, ...own } = group
  const added: Group = {
    description: '',
    ...own,
    id: world.groups.size + 1,
    fullPath: parent === undefined ? group.path : `${parent.fullPath}/${group.path}`,
    parentId: parent?.id ?? null,
  }
  world.groups.set(added.id, added)
  return added
}

interface NewProject {
  name: string
  path: string
  in: Group | User
  visibility: Visibility
  createdAt: number
  description?: string | null
  archived?: boolean
  lastActivityAt?: number
  environments?: Environment[]
  files?: ReadonlyMap<string, string>
}

/** Adds a project with the next id, in a group or in a person's namespace. */
export function addProject(world: World, project: NewProject): Project {
  const { in: parent, ...own } = project
  const isPersonal = 'username' in parent
  const namespace: Namespace = { kind: isPersonal ? 'user' : 'group', id: parent.id }
  const added: Project = {
    description: null,
    archived: false,
    lastActivityAt: project.createdAt,
    environments: [],
    files: new Map(),
    ...own,
    id: world.projects.size + 1,
    fullPath: `${isPersonal ? parent.username : parent.fullPath}/${project.path}`,
    namespace,
  }
  world.projects.set(added.id, added)
  return added
}

/** Makes somebody a member of a group or project. */
export function addMember(world: World, where: Group | Project, user: User, level: number): void {
  const kind = 'namespace' in where ? 'project' : 'group'
  world.members.set(memberKey(kind, where.id, user.id), level)
}

type NewCluster = Omit<Cluster, 'id' | 'updatedAt' | 'platform'> & {
  platform: Partial<Cluster['platform']> & { apiUrl: string }
}

/** Fields that most clusters share. */
export const clusterDefaults = {
  domain: null,
  enabled: true,
  managed: true,
  environmentScope: '*',
  namespacePerEnvironment: true,
  gcp: null,
  managementProjectId: null,
} as const

/** Adds a cluster with the next id. */
export function addCluster(world: World, cluster: NewCluster): Cluster {
  const added: Cluster = {
    ...cluster,
    id: takeId(world, 'cluster'),
    updatedAt: cluster.createdAt,
    platform: {
      token: 'fake-cluster-token',
      caCert: null,
      namespace: null,
      authorizationType: 'rbac',
      ...cluster.platform,
    },
  }
  world.clusters.set(added.id, added)
  return added
}

/** Adds an agent with the next id. */
export function addAgent(
  world: World,
  agent: Pick<Agent, 'name' | 'projectId' | 'createdAt' | 'createdByUserId'> & Partial<Agent>,
): Agent {
  const id = takeId(world, 'agent')
  const added: Agent = { versions: null, ...agent, id, updatedAt: agent.createdAt }
  world.agents.set(added.id, added)
  return added
}

/** Adds an active token to an agent. */
export function addAgentToken(
  world: World,
  agent: Agent,
  token: Pick<AgentToken, 'name' | 'createdAt' | 'lastUsedAt'> & Partial<AgentToken>,
): AgentToken {
  const added: AgentToken = {
    description: null,
    status: 'active',
    createdByUserId: agent.createdByUserId,
    revokedAt: null,
    reports: null,
    ...token,
    id: takeId(world, 'agentToken'),
    agentId: agent.id,
  }
  world.agentTokens.set(added.id, added)
  return added
}

/** Makes an agent receptive. */
export function addUrlConfiguration(
  world: World,
  agent: Agent,
  configuration: Pick<UrlConfiguration, 'url'> & Partial<UrlConfiguration>,
): UrlConfiguration {
  const added: UrlConfiguration = {
    publicKey: null,
    clientCert: null,
    caCert: null,
    tlsHost: null,
    updatedAt: agent.createdAt,
    ...configuration,
    id: takeId(world, 'urlConfiguration'),
    agentId: agent.id,
  }
  world.urlConfigurations.set(added.id, added)
  return added
}
