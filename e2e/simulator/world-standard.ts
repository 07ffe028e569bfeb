import { createHash } from 'node:crypto'
import { createCaCertificate } from './certificates.ts'
import { ACCESS, type Environment, type Project, type World } from './state.ts'
import {
  addAgent,
  addAgentToken,
  addCluster,
  addGroup,
  addMember,
  addProject,
  addUrlConfiguration,
  clusterDefaults,
  createEmptyWorld,
  DAY_MS,
  MINUTE_MS,
  YEAR_MS,
} from './world-builder.ts'
import { addPeople, type People } from './world-people.ts'

const AGENT_CONFIG = `ci_access:
  groups:
    - id: platform
user_access:
  access_as:
    agent: {}
  projects:
    - id: platform/agents
`

const SHOP_API_URL = 'https://k8s-platform.example.test:6443'

/** Makes the fixed world that tests build on (design/simulator.md, world `standard`). */
export async function createStandardWorld(now: number): Promise<World> {
  const world = createEmptyWorld()
  const people = addPeople(world, now)
  const projects = addNamespaces(world, people, now)
  await addClusters(world, people, projects, now)
  addAgents(world, people, projects.agents, now)
  return world
}

interface Projects {
  agents: Project
  shop: Project
}

function addNamespaces(world: World, people: People, now: number): Projects {
  const createdAt = now - YEAR_MS
  const platform = addGroup(world, {
    name: 'Platform',
    path: 'platform',
    visibility: 'private',
    createdAt,
  })
  const web = addGroup(world, {
    name: 'Web',
    path: 'web',
    parent: platform,
    visibility: 'private',
    createdAt,
  })
  const open = addGroup(world, { name: 'Open', path: 'open', visibility: 'public', createdAt })
  addMember(world, platform, people.maintainer, ACCESS.maintainer)
  addMember(world, platform, people.developer, ACCESS.developer)
  addMember(world, platform, people.reporter, ACCESS.reporter)
  addMember(world, platform, people.guest, ACCESS.guest)

  const agents = addProject(world, {
    name: 'Agents',
    path: 'agents',
    in: platform,
    visibility: 'private',
    createdAt,
    description: 'Agent configuration of the platform team',
    environments: ['production', 'staging', 'review/search'].map((name, index) =>
      environment(index + 1, name, createdAt),
    ),
    files: new Map([['.gitlab/agents/prod/config.yaml', AGENT_CONFIG]]),
  })
  const shop = addProject(world, {
    name: 'Shop',
    path: 'shop',
    in: web,
    visibility: 'private',
    createdAt,
    environments: [environment(4, 'production', createdAt)],
  })
  addProject(world, {
    name: 'Scratch',
    path: 'scratch',
    in: people.maintainer,
    visibility: 'private',
    createdAt,
  })
  addProject(world, { name: 'Docs', path: 'docs', in: open, visibility: 'public', createdAt })
  world.movedProjects.set('platform/old-agents', agents.id)
  return { agents, shop }
}

const environment = (id: number, name: string, createdAt: number): Environment => ({
  id,
  name,
  slug: name.replace('/', '-'),
  externalUrl: `https://${name.replace('/', '-')}.example.test`,
  tier: ['production', 'staging'].find((tier) => tier === name) ?? 'development',
  state: 'available',
  createdAt,
})

async function addClusters(world: World, people: People, projects: Projects, now: number) {
  const ca = (commonName: string, notAfter: number) =>
    createCaCertificate({ commonName, notBefore: now - YEAR_MS, notAfter })
  const { maintainer, root } = people
  const common = { ...clusterDefaults, createdAt: now - YEAR_MS / 2, userId: root.id }

  addCluster(world, {
    ...common,
    owner: { kind: 'instance' },
    name: 'shared-prod',
    domain: 'apps.example.test',
    platform: {
      apiUrl: 'https://k8s-shared.example.test:6443',
      caCert: await ca('shared-prod', now + 8 * YEAR_MS),
    },
  })
  addCluster(world, {
    ...common,
    owner: { kind: 'instance' },
    name: 'gke-legacy',
    environmentScope: 'gke/*',
    gcp: {
      status_name: 'created',
      gcp_project_id: 'legacy-platform',
      zone: 'europe-west4-a',
      machine_type: 'n1-standard-2',
      num_nodes: 3,
      endpoint: 'gke-legacy.example.test',
    },
    platform: {
      apiUrl: 'https://gke-legacy.example.test',
      caCert: await ca('gke-legacy', now + 3 * YEAR_MS),
    },
  })
  addCluster(world, {
    ...common,
    owner: { kind: 'group', id: 1 },
    name: 'platform-prod',
    environmentScope: 'production',
    platform: {
      apiUrl: SHOP_API_URL,
      caCert: await ca('platform-prod', now + 5 * YEAR_MS),
    },
  })
  addCluster(world, {
    ...common,
    owner: { kind: 'project', id: projects.agents.id },
    name: 'agents-staging',
    environmentScope: 'staging',
    namespacePerEnvironment: false,
    userId: maintainer.id,
    platform: {
      apiUrl: 'https://k8s-staging.example.test:6443',
      namespace: 'agents-staging',
      caCert: await ca('agents-staging', now + 2 * YEAR_MS),
    },
  })
  addCluster(world, {
    ...common,
    owner: { kind: 'project', id: projects.agents.id },
    name: 'agents-old',
    enabled: false,
    environmentScope: 'review/*',
    userId: maintainer.id,
    platform: {
      apiUrl: 'https://k8s-review.example.test:6443',
      caCert: await ca('agents-old', now + 20 * DAY_MS),
    },
  })
  addCluster(world, {
    ...common,
    owner: { kind: 'project', id: projects.shop.id },
    name: 'shop',
    userId: maintainer.id,
    platform: { apiUrl: SHOP_API_URL, caCert: await ca('shop', now - DAY_MS) },
  })
}

function addAgents(world: World, { maintainer }: People, project: Project, now: number): void {
  const createdAt = now - 90 * DAY_MS
  const agent = (name: string) =>
    addAgent(world, {
      name,
      projectId: project.id,
      createdAt,
      createdByUserId: maintainer.id,
      versions: ['18.10.0'],
    })
  const [prod, staging, , inside] = [
    agent('prod'),
    agent('staging'),
    agent('edge'),
    agent('inside'),
  ]
  addAgentToken(world, prod, { name: 'prod-1', createdAt, lastUsedAt: now - MINUTE_MS })
  addAgentToken(world, prod, { name: 'prod-2', createdAt: now - 2 * DAY_MS, lastUsedAt: null })
  addAgentToken(world, staging, { name: 'staging', createdAt, lastUsedAt: now - 2 * DAY_MS })
  addAgentToken(world, inside, { name: 'inside', createdAt, lastUsedAt: null })
  addUrlConfiguration(world, inside, {
    url: 'grpcs://inside.example.test:4242',
    publicKey: createHash('sha256').update('inside').digest('base64'),
  })
}
