import { createCaCertificate } from './certificates.ts'
import { hostOf, regions } from './demo-company.ts'
import type { Namespaces } from './demo-namespaces.ts'
import type { Random } from './random.ts'
import type { Cluster, Clusterable, Group, Project, User, World } from './state.ts'
import { addCluster, clusterDefaults, DAY_MS, YEAR_MS } from './world-builder.ts'

interface Context {
  namespaces: Namespaces
  others: readonly User[]
  random: Random
  now: number
}

type Draft = Parameters<typeof addCluster>[1]

// Days until the CA ends; several clusters share one, as clusters of one installation do.
const CA_LIFETIMES = [3600, 28, 1100, 400, -1, 1900, 12, 120, 2, -45] as const

// Cut off by a careless import years ago; GitLab checks a CA only when it changes.
const UNREADABLE_CA =
  '-----BEGIN CERTIFICATE-----\nMIIBKzCB0aADAgECAhEAxs2q\n-----END CERTIFICATE-----'

const GROUP_SCOPES = ['production', 'staging', 'review/*'] as const

/**
 * Adds 45 clusters: 5 of the instance, 16 of groups, 24 of projects.
 * @returns the projects that have one
 */
export async function addDemoClusters(world: World, context: Context): Promise<Project[]> {
  const certificates = await createCertificates(context.now)
  const projects = chooseProjects(context)
  const drafts = [
    ...instanceClusters(context),
    ...groupClusters(context),
    ...projects.map((project, index) => projectCluster(context, project, index)),
  ]
  for (const [index, draft] of drafts.entries()) {
    const caCert = certificates[index % certificates.length] ?? null
    const varied = vary({ ...draft, platform: { caCert, ...draft.platform } }, index)
    addCluster(world, varied)
  }
  return projects
}

const createCertificates = (now: number) =>
  Promise.all(
    CA_LIFETIMES.map((days, index) =>
      createCaCertificate({
        commonName: `kubernetes-ca-${index + 1}`,
        notBefore: now - 2 * YEAR_MS,
        notAfter: now + days * DAY_MS,
      }),
    ),
  )

const draftOf = (context: Context, owner: Clusterable, name: string, scope: string): Draft => ({
  ...clusterDefaults,
  owner,
  name,
  environmentScope: scope,
  createdAt: context.now - (100 + context.random.below(900)) * DAY_MS,
  userId: context.others[context.random.below(context.others.length)]?.id ?? null,
  platform: { apiUrl: hostOf(name) },
})

function instanceClusters(context: Context): Draft[] {
  const named = [
    ['shared-eu-north-1', '*'],
    ['shared-us-east-1', 'us/*'],
    ['batch-spot', 'batch/*'],
    ['gke-sandbox', 'sandbox'],
    ['review-apps', 'review/*'],
  ] as const
  return named.map(([name, scope]) => draftOf(context, { kind: 'instance' }, name, scope))
}

function groupClusters(context: Context): Draft[] {
  const top = context.namespaces.groups.filter(({ parentId }) => parentId === null)
  const below = context.namespaces.groups.filter(({ parentId }) => parentId !== null)
  const owners: Group[] = [...top.slice(0, 6), ...top.slice(0, 6), ...below.slice(0, 4)]
  return owners.map((group, index) => {
    const scope = GROUP_SCOPES[index < 6 || index >= 12 ? 0 : 1 + (index % 2)] ?? '*'
    const name = `${group.fullPath.replaceAll('/', '-')}-${scope.replace('/*', '')}`
    return draftOf(context, { kind: 'group', id: group.id }, name, scope)
  })
}

const chooseProjects = ({ namespaces }: Context): Project[] =>
  Array.from({ length: 24 }, (_, index) => namespaces.projects[index * 16 + 1]).filter(
    (project) => project !== undefined,
  )

function projectCluster(context: Context, project: Project, index: number): Draft {
  const name = `${project.path}-${context.random.pick(regions)}`
  const scope = ['*', 'production', 'staging', 'review/*'][index % 4] ?? '*'
  const draft = draftOf(context, { kind: 'project', id: project.id }, name, scope)
  return {
    ...draft,
    managementProjectId: index % 6 === 0 ? project.id : null,
    platform: { ...draft.platform, namespace: index % 3 === 0 ? project.path : null },
  }
}

const LONG_NAME =
  'warehouse-robotics-fleet-control-plane-for-the-automated-depot-at-the-old-harbour-second-hall-blue-green-canary-and-everything-else-that-did-not-fit-anywhere'

/** Gives some clusters what one finds in an old instance, by their number. */
function vary(draft: Draft, index: number): Draft {
  const { platform } = draft
  if (index === 3) return { ...draft, gcp: gcpOf(draft.name, 'created') }
  if (index === 9) return { ...draft, gcp: gcpOf(draft.name, 'errored') }
  if (index === 14) return { ...draft, name: LONG_NAME }
  if (index === 17) return { ...draft, platform: { ...platform, caCert: UNREADABLE_CA } }
  if (index === 21) return { ...draft, name: 'Lager Süd (alt) – nicht löschen!' }
  if (index === 23)
    return { ...draft, platform: { ...platform, apiUrl: 'https://10.20.4.11:6443' } }
  if (index === 27) {
    return { ...draft, platform: { ...platform, authorizationType: 'unknown_authorization' } }
  }
  if (index === 30) return { ...draft, platform: { ...platform, authorizationType: 'abac' } }
  const changes: Partial<Cluster> = {}
  if (index % 8 === 2) changes.enabled = false
  if (index % 9 === 7) changes.userId = null
  if (index % 7 === 4) changes.managed = false
  if (index % 5 === 2) changes.domain = `apps-${index}.halden-freight.example`
  if (index % 11 === 6) changes.namespacePerEnvironment = false
  const isWithoutCa = index % 13 === 11
  // Some project clusters are the group's cluster, added again.
  const apiUrl = index > 30 && index % 5 === 0 ? hostOf('platform-production') : platform.apiUrl
  return {
    ...draft,
    ...changes,
    platform: { ...platform, apiUrl, ...(isWithoutCa && { caCert: null }) },
  }
}

const gcpOf = (name: string, status: 'created' | 'errored') => ({
  status_name: status,
  gcp_project_id: 'halden-freight-sandbox',
  zone: 'europe-north1-a',
  machine_type: 'e2-standard-4',
  num_nodes: 3,
  endpoint: `${name}.gke.halden-freight.example`,
})
