import { createCaCertificate } from './certificates.ts'
import type { FleetNamespaces } from './fleet-namespaces.ts'
import type { Random } from './random.ts'
import { type Cluster, type Clusterable, ownerKey, type User, type World } from './state.ts'
import { addCluster, clusterDefaults, DAY_MS, YEAR_MS } from './world-builder.ts'
import type { FleetCounts } from './world-fleet.ts'

interface Context {
  counts: FleetCounts
  namespaces: FleetNamespaces
  others: readonly User[]
  random: Random
  now: number
}

const MAX_OWNERS = 150

// Real certificates, but few: several clusters share one, as those of one installation do.
const AUTHORITIES = [
  { days: 3600 },
  { days: 25 },
  { days: 1100 },
  { days: 400 },
  { days: -1 },
  { days: 5 },
  { days: 1900 },
  { days: 55 },
  { days: 120 },
  { days: 80 },
  { days: -200 },
  { days: 900, flaw: 'weak key' },
  { days: 700, flaw: 'sha-1' },
  { days: 800, flaw: 'no ca' },
] as const

const UNREADABLE_CA =
  '-----BEGIN CERTIFICATE-----\nMIIBKzCB0aADAgECAhEAxs2q\n-----END CERTIFICATE-----'

/** Adds clusters: a few of the instance, one in a hundred of personal projects, the rest over at most 150 groups and projects. */
export async function addFleetClusters(world: World, context: Context): Promise<void> {
  const authorities = await Promise.all(
    AUTHORITIES.map(({ days, ...flaw }, index) =>
      createCaCertificate({
        commonName: `fleet-ca-${index + 1}`,
        notBefore: context.now - 2 * YEAR_MS,
        notAfter: context.now + days * DAY_MS,
        ...flaw,
      }),
    ),
  )
  for (const [index, owner] of ownersOf(context).entries()) {
    const certificate = authorities[context.random.below(authorities.length)] ?? null
    addCluster(world, clusterOf(world, context, owner, index, certificate))
  }
}

function ownersOf({ counts, namespaces, random }: Context): Clusterable[] {
  const instance = Math.min(8, Math.floor(counts.clusters * 0.03))
  const personal = Math.min(namespaces.personal.length, Math.round(counts.clusters * 0.01))
  const rest = counts.clusters - instance - personal
  const spread = Math.min(MAX_OWNERS, Math.ceil(rest / 2))
  const places: Clusterable[] = Array.from({ length: spread }, (_, index) => {
    const isGroup = index % 3 === 0
    const from = isGroup ? namespaces.groups : namespaces.projects
    const id = from[Math.floor((index * from.length) / spread)]?.id ?? 1
    return { kind: isGroup ? 'group' : 'project', id }
  })
  return [
    ...Array.from({ length: instance }, (): Clusterable => ({ kind: 'instance' })),
    ...namespaces.personal
      .slice(0, personal)
      .map(({ id }): Clusterable => ({ kind: 'project', id })),
    ...Array.from(
      { length: rest },
      (_, index): Clusterable =>
        (index < places.length ? places[index] : places[random.below(places.length)]) ?? {
          kind: 'instance',
        },
    ),
  ]
}

function clusterOf(
  world: World,
  { others, random, now }: Context,
  owner: Clusterable,
  index: number,
  certificate: string | null,
): Parameters<typeof addCluster>[1] {
  // The scope is taken once at a place (§3.4), so it follows from how many stand there.
  const taken = world.clusters.of(ownerKey(owner)).length
  const scopes = ['*', 'production', 'staging', 'review/*']
  const name = `cluster-${index + 1}`
  const changes: Partial<Cluster> = {}
  if (index % 9 === 2) changes.enabled = false
  if (index % 11 === 7) changes.userId = null
  if (index % 13 === 4) changes.managed = false
  if (index % 10 === 6) changes.namespacePerEnvironment = false
  return {
    ...clusterDefaults,
    owner,
    name,
    environmentScope: scopes[taken] ?? `env-${taken}/*`,
    domain: index % 6 === 1 ? `apps-${index}.fleet.example` : null,
    createdAt: now - (30 + random.below(1500)) * DAY_MS,
    userId: others[random.below(others.length)]?.id ?? null,
    ...changes,
    platform: {
      // Some are the same cluster, added in several places.
      apiUrl: `https://k8s-${index % 8 === 5 ? index % 24 : index + 100}.fleet.example:6443`,
      caCert: caOf(index, certificate),
      authorizationType: index % 40 === 3 ? 'abac' : 'rbac',
    },
  }
}

function caOf(index: number, certificate: string | null): string | null {
  if (index % 50 === 20) return UNREADABLE_CA
  return index % 15 === 11 ? null : certificate
}
