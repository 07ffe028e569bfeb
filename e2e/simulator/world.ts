import type { World } from './state.ts'
import { createDemoWorld } from './world-demo.ts'
import { createStandardWorld } from './world-standard.ts'

export const WORLD_NAMES = ['standard', 'demo'] as const

export type WorldName = (typeof WORLD_NAMES)[number]

/** Makes a world as it is at the time given (milliseconds); the same seed gives the same world. */
export const createWorld = (name: WorldName, seed: number, now: number): Promise<World> =>
  name === 'standard' ? createStandardWorld(now) : createDemoWorld(seed, now)
