import { addFleetAgents } from './fleet-agents.ts'
import { addFleetClusters } from './fleet-clusters.ts'
import { addFleetNamespaces } from './fleet-namespaces.ts'
import { createRandom } from './random.ts'
import type { User, World } from './state.ts'
import { addUser, createEmptyWorld, YEAR_MS } from './world-builder.ts'
import { addPeople } from './world-people.ts'

/** How large world `fleet` is. */
export interface FleetCounts {
  projects: number
  groups: number
  agents: number
  clusters: number
}

/** As large as the instances that the console is made for. */
export const fleetCounts: FleetCounts = {
  projects: 10_000,
  groups: 500,
  agents: 1_000,
  clusters: 300,
}

const COLLEAGUES = 60

// People who are gone, among sixty who are not.
const STATES: Readonly<Record<number, User['state']>> = {
  7: 'blocked',
  19: 'deactivated',
  23: 'blocked',
  31: 'ldap_blocked',
  42: 'banned',
  55: 'deactivated',
  58: 'blocked_pending_approval',
}

/**
 * Makes a large instance (design/simulator.md, world `fleet`): the same counts and seed give the same world. `root` sees all
 * of it, `maintainer` two top-level groups as Maintainer and a third as Developer, `outsider` what is public.
 */
export async function createFleetWorld(
  seed: number,
  now: number,
  counts: FleetCounts = fleetCounts,
): Promise<World> {
  const random = createRandom(seed)
  const world = createEmptyWorld()
  const people = addPeople(world, now)
  const others = Array.from({ length: COLLEAGUES }, (_, index) =>
    addUser(world, {
      id: world.users.size + 1,
      username: `colleague-${index + 1}`,
      name: `Colleague ${index + 1}`,
      state: STATES[index] ?? 'active',
      isAdmin: false,
      createdAt: now - 3 * YEAR_MS,
    }),
  )
  const namespaces = addFleetNamespaces(world, { counts, people, others, random, now })
  await addFleetClusters(world, { counts, namespaces, others, random, now })
  await addFleetAgents(world, { counts, namespaces, others, random, now })
  return world
}
