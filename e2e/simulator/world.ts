import type { World } from './state.ts'
import { createDemoWorld } from './world-demo.ts'
import { createFleetWorld, type FleetCounts } from './world-fleet.ts'
import { createStandardWorld } from './world-standard.ts'

export const WORLD_NAMES = ['standard', 'demo', 'fleet'] as const

export type WorldName = (typeof WORLD_NAMES)[number]

/**
 * Makes a world as it is at the time given (milliseconds); the same seed gives the same world.
 * @param counts how large world `fleet` is; the others have a size of their own
 */
export function createWorld(
  name: WorldName,
  seed: number,
  now: number,
  counts?: FleetCounts,
): Promise<World> {
  if (name === 'fleet') return createFleetWorld(seed, now, counts)
  return name === 'standard' ? createStandardWorld(now) : createDemoWorld(seed, now)
}
