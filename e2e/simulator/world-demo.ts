import { addDemoAgents } from './demo-agents.ts'
import { addDemoClusters } from './demo-clusters.ts'
import { colleagues } from './demo-company.ts'
import { addDemoNamespaces } from './demo-namespaces.ts'
import { createRandom } from './random.ts'
import type { World } from './state.ts'
import { addUser, createEmptyWorld, YEAR_MS } from './world-builder.ts'
import { addPeople } from './world-people.ts'

// Long enough to see that the console waits for the first contact.
const INSTALLS_AFTER_MS = 20_000

/**
 * Makes a believable company: 12 top-level groups, 60 groups, 400 projects, 45 clusters and 130
 * agents in every state that the console shows (design/simulator.md, world `demo`).
 */
export async function createDemoWorld(seed: number, now: number): Promise<World> {
  const random = createRandom(seed)
  const world = createEmptyWorld()
  world.installsAfterMs = INSTALLS_AFTER_MS
  const people = addPeople(world, now)
  const others = colleagues.map(([username, name], index) =>
    addUser(world, {
      id: world.users.size + 1,
      username,
      name,
      state: 'active',
      isAdmin: false,
      createdAt: now - (3 - index / 4) * YEAR_MS,
    }),
  )
  const namespaces = addDemoNamespaces(world, { people, others, random, now })
  const clusterProjects = await addDemoClusters(world, { namespaces, others, random, now })
  await addDemoAgents(world, { namespaces, clusterProjects, people, others, random, now })
  return world
}
